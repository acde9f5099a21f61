import { reachDatabase } from "../shared/database.ts";
import { databaseSession } from "../shared/database-session.ts";
import { createService } from "../shared/service.ts";
import { runCron } from "./cron.ts";
import { deliveries } from "./deliveries.routes.ts";
import type { SalesEnv, SalesVariables } from "./env.ts";
import { events, relayed } from "./events.routes.ts";
import { clientInventory, inventory, inventoryCsv } from "./inventory.routes.ts";
import { knowNeighbours } from "./neighbours.routes.ts";
import { openingStock } from "./opening-stock.routes.ts";
import { purchasesCsv } from "./purchases-csv.routes.ts";
import { purchases } from "./purchases.routes.ts";
import { takeMessages } from "./queue.ts";
import { stock, stockCsv } from "./stock.routes.ts";
import { summary, summaryCsv } from "./summary.routes.ts";
import { tellEvents } from "./tell-events.routes.ts";
import { webhooks } from "./webhooks.routes.ts";

const app = createService<SalesEnv, SalesVariables>({
  name: "sales",
  tags: {
    Purchases: "What clients bought, or wanted to.",
    Stock: "How many of each product there are, and every movement that made it so.",
    Inventory: "Which clients hold which products.",
    Reports: "What was sold, in figures.",
    Events: "What happened, for those who want to know.",
    Webhooks: "Who is told of events, where, and whether it arrived.",
  },
  checks: (env) => [{ name: "DB", reach: () => reachDatabase(env) }],
})
  .use(databaseSession("sales"), knowNeighbours)
  .use("/api/purchases/*", relayed)
  .use("/api/stock/*", relayed)
  .use("/internal/events", relayed)
  .route("/api/purchases.csv", purchasesCsv)
  .route("/api/purchases", purchases)
  .route("/api/stock.csv", stockCsv)
  .route("/api/stock", stock)
  .route("/api/inventory.csv", inventoryCsv)
  .route("/api/inventory", inventory)
  .route("/api/clients", clientInventory)
  .route("/api/sales/summary.csv", summaryCsv)
  .route("/api/sales/summary", summary)
  .route("/api/events", events)
  .route("/api/webhooks", webhooks)
  .route("/api/webhooks", deliveries)
  .route("/internal/stock/opening", openingStock)
  .route("/internal/events", tellEvents);

export type SalesApi = typeof app;

export default {
  fetch: app.fetch,
  queue: takeMessages,
  scheduled: (controller, env) => runCron(env, controller.scheduledTime),
} satisfies ExportedHandler<SalesEnv>;
