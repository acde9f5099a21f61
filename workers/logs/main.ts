import { createService } from "../shared/service.ts";
import { compact } from "./compaction.ts";
import type { LogsEnv } from "./env.ts";
import { logsCsv, logsNdjson } from "./export.routes.ts";
import { ingest } from "./ingest.ts";
import { logs, oldLogs } from "./logs.routes.ts";
import { tail } from "./tail.routes.ts";
import { traces } from "./traces.routes.ts";

const app = createService<LogsEnv>({
  name: "logs",
  tags: {
    Log: "Every request with its latency, and figures over any period.",
    "Old paths": "The calls of the systems that Fachada replaces, with their paths and field names.",
  },
  checks: (env) => [{ name: "LOG", reach: () => env.LOG.list({ limit: 1 }) }],
})
  .route("/api/logs.csv", logsCsv)
  .route("/api/logs.ndjson", logsNdjson)
  .route("/api/logs", logs)
  .route("/api/logs", tail)
  .route("/api/logs", traces)
  .route("/logs", oldLogs);

export type LogsApi = typeof app;

export default {
  fetch: app.fetch,
  queue: (batch, env) => ingest(batch, env, Date.now()),
  scheduled: (controller, env) => compact(env, controller.scheduledTime),
} satisfies ExportedHandler<LogsEnv>;
