import { openDatabase, reachDatabase } from "../shared/database.ts";
import { databaseSession } from "../shared/database-session.ts";
import { sweepIdempotencyKeys } from "../shared/idempotency.ts";
import { createService } from "../shared/service.ts";
import type { SalesEnv, SalesVariables } from "./env.ts";
import { clientInventory, inventory, inventoryCsv } from "./inventory.routes.ts";
import { knowNeighbours } from "./neighbours.routes.ts";
import { openingStock } from "./opening-stock.routes.ts";
import { purchasesCsv } from "./purchases-csv.routes.ts";
import { purchases } from "./purchases.routes.ts";
import { stock, stockCsv } from "./stock.routes.ts";
import { summary, summaryCsv } from "./summary.routes.ts";

const app = createService<SalesEnv, SalesVariables>({
  name: "sales",
  tags: {
    Purchases: "What clients bought, or wanted to.",
    Stock: "How many of each product there are, and every movement that made it so.",
    Inventory: "Which clients hold which products.",
    Reports: "What was sold, in figures.",
  },
  checks: (env) => [{ name: "DB", reach: () => reachDatabase(env) }],
})
  .use(databaseSession("sales"), knowNeighbours)
  .route("/api/purchases.csv", purchasesCsv)
  .route("/api/purchases", purchases)
  .route("/api/stock.csv", stockCsv)
  .route("/api/stock", stock)
  .route("/api/inventory.csv", inventoryCsv)
  .route("/api/inventory", inventory)
  .route("/api/clients", clientInventory)
  .route("/api/sales/summary.csv", summaryCsv)
  .route("/api/sales/summary", summary)
  .route("/internal/stock/opening", openingStock);

export type SalesApi = typeof app;

export default {
  fetch: app.fetch,
  scheduled: (controller, env) =>
    sweepIdempotencyKeys(openDatabase(env, { databaseMs: 0, rowsRead: 0 }), controller.scheduledTime),
} satisfies ExportedHandler<SalesEnv>;
