import * as z from "zod";
import { CSV_ANSWER, csvHeaders, exportCsv } from "../shared/csv.ts";
import { operation } from "../shared/describe.ts";
import { createRoutes } from "../shared/service.ts";
import { query } from "../shared/validation.ts";
import type { CatalogEnv, CatalogVariables } from "./env.ts";
import { productFilters } from "./list-parameters.ts";
import { listProducts } from "./list-products.ts";

const COLUMNS = [
  "id",
  "kind",
  "title",
  "artist",
  "author",
  "genre",
  "year",
  "label",
  "format",
  "isbn",
  "publisher",
  "pages",
  "brand",
  "description",
  "sku",
  "ean",
  "priceCents",
  "currency",
  "active",
  "archivedAt",
  "createdAt",
  "updatedAt",
] as const;

const ExportProducts = z.strictObject(productFilters);

/** `/api/products.csv`: the whole list, however long, in constant memory. */
export const productsCsv = createRoutes<CatalogEnv, CatalogVariables>().get(
  "/",
  operation({
    id: "exportProducts",
    right: "catalog:read",
    tag: "Products",
    summary: "Export products as CSV",
    details: `The whole list, however long, in the columns ${COLUMNS.join(", ")}; those that a kind hasn't are empty. Text that a spreadsheet would take for a formula has an apostrophe before it.`,
    answers: { 200: CSV_ANSWER },
  }),
  query(ExportProducts),
  async (c) => {
    const filters = c.req.valid("query");
    const csv = await exportCsv(COLUMNS, (page) => listProducts(c.var.db, { ...filters, ...page }));
    return c.body(csv, 200, csvHeaders("products.csv"));
  },
);
