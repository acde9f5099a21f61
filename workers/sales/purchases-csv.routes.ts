import * as z from "zod";
import { CSV_ANSWER, csvHeaders, exportCsv } from "../shared/csv.ts";
import { operation } from "../shared/describe.ts";
import { createRoutes } from "../shared/service.ts";
import { query } from "../shared/validation.ts";
import type { SalesEnv, SalesVariables } from "./env.ts";
import { listPurchases } from "./list-purchases.ts";
import { readPeriod } from "./period.ts";
import type { Purchase } from "./purchase.ts";
import { purchaseFilters } from "./purchases.routes.ts";

const COLUMNS = [
  "id",
  "createdAt",
  "day",
  "clientId",
  "channel",
  "fulfilled",
  "cancelledAt",
  "soldBy",
  "productId",
  "title",
  "sku",
  "kind",
  "quantity",
  "returned",
  "shortfall",
  "priceCents",
  "currency",
] as const;

const ExportPurchases = z.strictObject(purchaseFilters);

/** A line for each item of a purchase. */
function toLines({ items, by, ...purchase }: Purchase) {
  return items.map((item) => ({ ...purchase, ...item, soldBy: by.name }));
}

/** `/api/purchases.csv`: the whole list, however long, in constant memory. */
export const purchasesCsv = createRoutes<SalesEnv, SalesVariables>().get(
  "/",
  operation({
    id: "exportPurchases",
    right: "sales:read",
    tag: "Purchases",
    summary: "Export purchases as CSV",
    details: `A line for each item, in the columns ${COLUMNS.join(", ")}. Text that a spreadsheet would take for a formula has an apostrophe before it.`,
    answers: { 200: CSV_ANSWER },
  }),
  query(ExportPurchases),
  async (c) => {
    const { from, to, ...filters } = c.req.valid("query");
    const period = readPeriod({ from, to }, c.env.TIME_ZONE);
    const csv = await exportCsv(COLUMNS, async (page) => {
      const { items, nextCursor } = await listPurchases(c.var.db, { ...filters, ...page, period });
      return { items: items.flatMap(toLines), nextCursor };
    });
    return c.body(csv, 200, csvHeaders("purchases.csv"));
  },
);
