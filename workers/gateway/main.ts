import { type Context, Hono, type MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import { secureHeaders } from "hono/secure-headers";
import * as z from "zod";
import { operation } from "../shared/describe.ts";
import { describeRoutes } from "../shared/openapi.ts";
import { answerProblems } from "../shared/service.ts";
import { query } from "../shared/validation.ts";
import { serveAsset } from "./assets.ts";
import { authenticated } from "./authenticate.ts";
import { toCollection } from "./collection.ts";
import type { GatewayHono } from "./env.ts";
import { forward } from "./forward.ts";
import { LogBuffer, toLogEntry } from "./log.ts";
import { describeApi } from "./openapi.ts";
import { listServices, ServiceState } from "./registry.ts";
import { findService, isApiPath } from "./routing.ts";
import { SECURITY_HEADERS } from "./security.ts";
import { continueTrace, formatTraceparent } from "./trace.ts";

const logBuffer = new LogBuffer();

/** Names the request, and logs it if it is the API's; the log never delays nor fails an answer. */
const traced: MiddlewareHandler<GatewayHono> = async (c, next) => {
  const arrival = { time: Date.now(), clock: performance.now() };
  const trace = continueTrace(c.req.header("traceparent"), arrival.time);
  c.set("trace", trace);
  c.set("requestId", trace.traceId);
  c.set("address", c.req.header("cf-connecting-ip") ?? "unknown");
  await next();
  const { headers } = c.res;
  headers.set("x-request-id", trace.traceId);
  headers.set("traceparent", formatTraceparent(trace));
  if (!isApiPath(c.req.path)) return;
  if (!headers.has("cache-control")) headers.set("cache-control", "no-store");
  const route =
    headers.get("x-route") ?? matchedRoutes(c).findLast((matched) => matched.method !== "ALL")?.path;
  const entry = toLogEntry(c.req.raw, c.res, {
    route: route ?? null,
    trace,
    arrival,
    identity: c.var.identity,
  });
  headers.append("server-timing", `gateway;dur=${entry.durationMs}`);
  headers.delete("x-route");
  c.executionCtx.waitUntil(logBuffer.add(entry, c.env));
};

const tag = "Services";

const NoParameters = z.strictObject({});

const api = new Hono<GatewayHono>()
  .get(
    "/api/services",
    operation({
      id: "listServices",
      right: "signed-in",
      tag,
      summary: "List the services as they are right now",
      answers: {
        200: {
          description: "Each service, and why one isn't well.",
          schema: z.object({ items: z.array(ServiceState) }),
        },
      },
    }),
    query(NoParameters),
    async (c) => c.json(await listServices(c.env)),
  )
  .get(
    "/api/openapi.json",
    operation({
      id: "getOpenApi",
      right: "signed-in",
      tag,
      summary: "Get this document",
      answers: { 200: { description: "OpenAPI 3.1.", schema: z.looseObject({ openapi: z.string() }) } },
    }),
    query(NoParameters),
    async (c) => c.json(await describe(c)),
  )
  .get(
    "/api/collection.json",
    operation({
      id: "getCollection",
      right: "signed-in",
      tag,
      summary: "Get all calls as a collection",
      details: "To be imported by Postman, Insomnia, Bruno or Hoppscotch.",
      answers: {
        200: { description: "Postman's format 2.1.", schema: z.looseObject({ item: z.array(z.unknown()) }) },
      },
    }),
    query(NoParameters),
    async (c) =>
      c.json(toCollection(await describe(c)), 200, {
        "content-disposition": 'inline; filename="fachada.json"',
      }),
  );

function describe(c: Context<GatewayHono>) {
  const own = describeRoutes(api.routes, { [tag]: "What Fachada is made of, and what can be said to it." });
  return describeApi(c.env, c.var.trace, c.var, new URL(c.req.url).origin, own);
}

export type GatewayApi = typeof api;

const app = new Hono<GatewayHono>({ strict: false });
app.use(secureHeaders(SECURITY_HEADERS), traced);
answerProblems(app);
app.use(authenticated);
app.route("/", api);
app.get("/api/docs", (c) => serveAsset(c.req.raw, c.env));
app.all("*", async (c) => {
  const service = findService(c.req.path);
  if (service) return forward(service, c.req.raw, c.var.trace, c.env, c.var);
  return isApiPath(c.req.path) ? c.notFound() : serveAsset(c.req.raw, c.env);
});

export default app;
