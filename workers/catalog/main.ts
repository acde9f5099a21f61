import { openDatabase, reachDatabase } from "../shared/database.ts";
import { databaseSession } from "../shared/database-session.ts";
import { sweepIdempotencyKeys } from "../shared/idempotency.ts";
import { createService } from "../shared/service.ts";
import { covers } from "./covers.routes.ts";
import type { CatalogEnv, CatalogVariables } from "./env.ts";
import { facets } from "./facets.routes.ts";
import { sweepFiles } from "./loose-files.ts";
import { handOverStock, MANY } from "./opening-stock.ts";
import { productsCsv } from "./products-csv.routes.ts";
import { productsImport } from "./products-import.routes.ts";
import { products } from "./products.routes.ts";
import { foundProducts, soldProducts } from "./sell-products.routes.ts";
import { startSpending } from "../shared/timing.ts";

const app = createService<CatalogEnv, CatalogVariables>({
  name: "catalog",
  tags: {
    Products: "The records, books and other products that a shop sells.",
    Covers: "The picture of a product, and its thumbnail.",
  },
  checks: (env) => [
    { name: "DB", reach: () => reachDatabase(env) },
    { name: "COVERS", reach: () => env.COVERS.head("none") },
  ],
})
  .use(databaseSession("catalog"))
  .route("/api/products.csv", productsCsv)
  .route("/api/products/import", productsImport)
  .route("/api/products", facets)
  .route("/api/products", products)
  .route("/api/products", covers)
  .route("/internal/products/find", foundProducts)
  .route("/internal/products/sold", soldProducts);

export type CatalogApi = typeof app;

export default {
  fetch: app.fetch,
  scheduled: async (controller, env) => {
    const db = openDatabase(env, startSpending());
    await handOverStock(db, env.SALES, { atMost: MANY });
    await sweepIdempotencyKeys(db, controller.scheduledTime);
    await sweepFiles(db, env.COVERS, controller.scheduledTime);
  },
} satisfies ExportedHandler<CatalogEnv>;
