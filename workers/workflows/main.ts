import { reachDatabase } from "../shared/database.ts";
import { databaseSession } from "../shared/database-session.ts";
import { createService } from "../shared/service.ts";
import { runCron } from "./cron.ts";
import type { WorkflowsEnv, WorkflowsVariables } from "./env.ts";
import { legacyWorkflow } from "./legacy-workflow.routes.ts";
import { takeMessages } from "./messages.ts";
import { queue } from "./queue.routes.ts";
import { workflowsCsv } from "./workflows-csv.routes.ts";
import { workflows } from "./workflows.routes.ts";

const app = createService<WorkflowsEnv, WorkflowsVariables>({
  name: "workflows",
  tags: {
    Workflows: "Work to be done, and how far it is.",
    Queue: "Who takes what, first in, first out.",
    "Old paths": "The paths and field names of the systems that Fachada replaces.",
  },
  checks: (env) => [
    { name: "DB", reach: () => reachDatabase(env) },
    { name: "FILES", reach: async () => void (await env.FILES.head("none")) },
  ],
})
  .use(databaseSession("workflows"))
  .route("/api/workflows.csv", workflowsCsv)
  .route("/api/workflows", workflows)
  .route("/api/workflows", queue)
  .route("/workflow", legacyWorkflow);

export type WorkflowsApi = typeof app;

export default {
  fetch: app.fetch,
  queue: takeMessages,
  scheduled: (controller, env) => runCron(env, controller.scheduledTime),
} satisfies ExportedHandler<WorkflowsEnv>;
