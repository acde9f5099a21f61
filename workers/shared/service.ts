import { Hono, type Env as HonoEnv, type MiddlewareHandler } from "hono";
import { methodNotAllowed } from "hono/method-not-allowed";
import { matchedRoutes } from "hono/route";
import { parseAccept } from "hono/utils/accept";
import { getPathNoStrict } from "hono/utils/url";
import { version } from "../../package.json";
import { checkHealth, type HealthCheck } from "./health.ts";
import { ADDRESS_HEADER, type Identity, IDENTITY_HEADER, readIdentity } from "./identity.ts";
import { describeRoutes } from "./openapi.ts";
import { asProblem, Problem } from "./problem.ts";
import { countRequest, type RateLimitEnv } from "./rate-limit.ts";
import { REPORT_HEADER, writeReport } from "./spans.ts";
import { formatServerTiming, round, type Spending, startSpending } from "./timing.ts";

/** What every service's handlers find in `c.var`. */
export interface ServiceVariables {
  requestId: string | undefined;
  /** Who asks, as the gateway knows them. */
  identity: Identity | undefined;
  spending: Spending;
}

export interface ServiceHono<Env, Variables> {
  Bindings: Env & object;
  Variables: ServiceVariables & Variables;
}

/** The routes of one resource. */
export function createRoutes<Env, Variables = object>() {
  return new Hono<ServiceHono<Env, Variables>>({ strict: false });
}

/** Reads what the gateway says of the request, and tells it what the request cost and which route it took. */
const reported: MiddlewareHandler<{ Bindings: VersionEnv; Variables: ServiceVariables }> = async (
  c,
  next,
) => {
  const spending = startSpending();
  c.set("requestId", c.req.header("x-request-id"));
  c.set("identity", readIdentity(c.req.header(IDENTITY_HEADER)));
  c.set("spending", spending);
  await next();
  const { headers } = c.res; // `c.header()` would copy the answer each time
  const durationMs = performance.now() - spending.start;
  headers.set("server-timing", formatServerTiming(durationMs, spending));
  headers.set(REPORT_HEADER, writeReport([versionOf(c.env), round(durationMs), spending.spans]));
  const route = matchedRoutes(c).findLast((matched) => matched.method !== "ALL");
  if (route) headers.set("x-route", route.path);
};

/** What Cloudflare tells a worker of its own deployment. */
export interface VersionEnv {
  VERSION?: WorkerVersionMetadata;
}

/** The version of this worker: the package's, and of a deployment the beginning of its id. */
function versionOf({ VERSION }: VersionEnv): string {
  return VERSION?.id ? `${version}+${VERSION.id.slice(0, 8)}` : version;
}

/** Counts what a caller asks for; who isn't known is counted by address. */
const limited: MiddlewareHandler<{ Bindings: RateLimitEnv; Variables: ServiceVariables }> = async (
  c,
  next,
) => {
  const { identity } = c.var;
  const caller = identity ? `${identity.kind}:${identity.id}` : c.req.header(ADDRESS_HEADER);
  if (caller !== undefined) await countRequest(c.env.RATE_LIMIT, caller);
  await next();
};

/**
 * A service: what every worker does around its routes. Answers `/internal/health` and `/internal/openapi.json`, turns errors into problems, and
 * reports `Server-Timing` and the matched route (`x-route`) to the gateway.
 */
export function createService<Env, Variables = object>(options: {
  name: string;
  /** The groups of its operations, and what they are about. */
  tags: Record<string, string>;
  checks: (env: Env) => HealthCheck[];
}) {
  const app = new Hono<ServiceHono<Env, Variables>>({ getPath: toPath });
  app.use(reported);
  answerProblems(app);
  app.use(limited as MiddlewareHandler);
  app.get("/internal/health", async (c) => {
    const health = await checkHealth(options.name, version, options.checks(c.env as Env));
    return c.json(health, health.ok ? 200 : 503);
  });
  app.get("/internal/openapi.json", (c) => c.json(describeRoutes(app.routes, options.tags)));
  return app;

  /** `Accept: text/csv` on a list is the same as its path with `.csv`, where there is one. */
  function toPath(request: Request): string {
    const path = getPathNoStrict(request);
    const [wanted] = parseAccept(request.headers.get("accept") ?? "");
    if (wanted?.type !== "text/csv" || (request.method !== "GET" && request.method !== "HEAD")) return path;
    const csv = `${path}.csv`;
    return app.routes.some((route) => route.path === csv) ? csv : path;
  }
}

/**
 * Answers what goes wrong in `app`, or below it, in one format (RFC 9457): unknown paths, methods that a path
 * doesn't take (405 with `Allow`), problems thrown by the rules, and errors nobody expected.
 */
export function answerProblems<E extends HonoEnv & { Variables: { requestId: string | undefined } }>(
  app: Hono<E>,
) {
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) => {
        const allow = methods.join(", ");
        const problem = new Problem("method-not-allowed", `${c.req.path} takes ${allow}.`, {
          headers: { allow },
        });
        return problem.toResponse(c.get("requestId"));
      },
    }),
  );
  app.notFound((c) =>
    new Problem("not-found", `There is nothing at ${c.req.path}.`).toResponse(c.var.requestId),
  );
  app.onError((error, c) => asProblem(error, c.var.requestId).toResponse(c.var.requestId));
}
