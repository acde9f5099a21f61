import * as z from "zod";
import { operation } from "../shared/describe.ts";
import { wholeNumber } from "../shared/lists.ts";
import { createRoutes } from "../shared/service.ts";
import { path, query } from "../shared/validation.ts";
import type { LogsEnv } from "./env.ts";
import { openStore } from "./log-store.ts";
import { toOtlp } from "./otlp.ts";
import { moment, requestId } from "./parameters.ts";
import { readTrace } from "./read-trace.ts";
import { Trace } from "./trace.ts";

const RequestId = z.object({ requestId });

const Where = z.strictObject({
  at: moment
    .optional()
    .describe(
      "About when it was: needed for the id of a trace that others began, once it isn't of the newest any more.",
    ),
  minutes: wholeNumber(1, 24 * 60)
    .default(10)
    .meta({ description: "For how long after that to look, for what queues did later.", default: 10 }),
});

const tag = "Log";

/** `/api/logs/{requestId}`: where the time of one request went. */
export const traces = createRoutes<LogsEnv>()
  .get(
    "/:requestId",
    operation({
      id: "getTrace",
      right: "log:read",
      tag,
      summary: "Get where a request's time went",
      details: "Through the gateway, the services, their databases and queues.",
      answers: { 200: { description: "Its parts.", schema: Trace } },
      problems: ["not-found"],
    }),
    path(RequestId),
    query(Where),
    async (c) => {
      const asked = { ...c.req.valid("param"), ...c.req.valid("query") };
      return c.json(await readTrace(openStore(c.env), asked, Date.now()));
    },
  )
  .get(
    "/:requestId/otlp",
    operation({
      id: "exportTrace",
      right: "log:read",
      tag,
      summary: "Export a trace for OpenTelemetry",
      details: "OTLP/JSON: what a collector takes at `/v1/traces`.",
      answers: {
        200: {
          description: "An ExportTraceServiceRequest.",
          schema: z.looseObject({ resourceSpans: z.array(z.unknown()) }),
          headers: ["content-disposition"],
        },
      },
      problems: ["not-found"],
    }),
    path(RequestId),
    query(Where),
    async (c) => {
      const asked = { ...c.req.valid("param"), ...c.req.valid("query") };
      const trace = await readTrace(openStore(c.env), asked, Date.now());
      return c.json(toOtlp(trace), 200, {
        "content-disposition": `attachment; filename="trace-${trace.requestId}.json"`,
      });
    },
  );
