import { reachDatabase } from "../shared/database.ts";
import { databaseSession } from "../shared/database-session.ts";
import { createService } from "../shared/service.ts";
import { alertRules } from "./alert-rules.routes.ts";
import { alerts, alertsCsv } from "./alerts.routes.ts";
import { runCron } from "./cron.ts";
import type { AlertsVariables, LogsEnv } from "./env.ts";
import { logsCsv, logsNdjson } from "./export.routes.ts";
import { ingest } from "./ingest.ts";
import { logs, oldLogs } from "./logs.routes.ts";
import { tail } from "./tail.routes.ts";
import { traces } from "./traces.routes.ts";

const app = createService<LogsEnv, AlertsVariables>({
  name: "logs",
  tags: {
    Log: "Every request with its latency, and figures over any period.",
    Alerts: "When somebody is told of what the log says, and what fired.",
    "Old paths": "The calls of the systems that Fachada replaces, with their paths and field names.",
  },
  checks: (env) => [
    { name: "LOG", reach: () => env.LOG.list({ limit: 1 }) },
    { name: "DB", reach: () => reachDatabase(env) },
  ],
})
  .use("/api/alerts/*", databaseSession("logs"))
  .use("/api/alerts.csv", databaseSession("logs"))
  .route("/api/logs.csv", logsCsv)
  .route("/api/logs.ndjson", logsNdjson)
  .route("/api/logs", logs)
  .route("/api/logs", tail)
  .route("/api/logs", traces)
  .route("/api/alerts.csv", alertsCsv)
  .route("/api/alerts/rules", alertRules)
  .route("/api/alerts", alerts)
  .route("/logs", oldLogs);

export type LogsApi = typeof app;

export default {
  fetch: app.fetch,
  queue: (batch, env) => ingest(batch, env, Date.now()),
  scheduled: (controller, env) => runCron(env, controller.scheduledTime),
} satisfies ExportedHandler<LogsEnv>;
