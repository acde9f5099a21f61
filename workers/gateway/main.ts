import { Hono, type MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import { secureHeaders } from "hono/secure-headers";
import { answerProblems } from "../shared/service.ts";
import { serveAsset } from "./assets.ts";
import type { GatewayEnv } from "./env.ts";
import { forward } from "./forward.ts";
import { LogBuffer, toLogEntry } from "./log.ts";
import { listServices } from "./registry.ts";
import { findService, isApiPath } from "./routing.ts";
import { SECURITY_HEADERS } from "./security.ts";
import { continueTrace, formatTraceparent, type Trace } from "./trace.ts";

interface GatewayHono {
  Bindings: GatewayEnv;
  Variables: { requestId: string; trace: Trace };
}

const logBuffer = new LogBuffer();

/** Names the request, and logs it if it is the API's; the log never delays nor fails an answer. */
const traced: MiddlewareHandler<GatewayHono> = async (c, next) => {
  const arrival = { time: Date.now(), clock: performance.now() };
  const trace = continueTrace(c.req.header("traceparent"));
  c.set("trace", trace);
  c.set("requestId", trace.traceId);
  await next();
  const { headers } = c.res;
  headers.set("x-request-id", trace.traceId);
  headers.set("traceparent", formatTraceparent(trace));
  if (!isApiPath(c.req.path)) return;
  if (!headers.has("cache-control")) headers.set("cache-control", "no-store");
  const route =
    headers.get("x-route") ?? matchedRoutes(c).findLast((matched) => matched.method !== "ALL")?.path;
  const entry = toLogEntry(c.req.raw, c.res, { route: route ?? null, trace, arrival });
  headers.append("server-timing", `gateway;dur=${entry.durationMs}`);
  headers.delete("x-route");
  c.executionCtx.waitUntil(logBuffer.add(entry, c.env));
};

const api = new Hono<GatewayHono>().get("/api/services", async (c) => c.json(await listServices(c.env)));

export type GatewayApi = typeof api;

const app = new Hono<GatewayHono>({ strict: false });
app.use(secureHeaders(SECURITY_HEADERS), traced);
answerProblems(app);
app.route("/", api);
app.all("*", async (c) => {
  const service = findService(c.req.path);
  if (service) return forward(service, c.req.raw, c.var.trace, c.env);
  return isApiPath(c.req.path) ? c.notFound() : serveAsset(c.req.raw, c.env);
});

export default app;
