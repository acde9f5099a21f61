import { operation } from "../shared/describe.ts";
import { answerImport, IMPORT_BYTES, importFile, ImportQuery, readFile } from "../shared/import-answer.ts";
import { describeReport } from "../shared/import-report.ts";
import { createRoutes } from "../shared/service.ts";
import { query, rawBody } from "../shared/validation.ts";
import type { CatalogEnv, CatalogVariables } from "./env.ts";
import { importProducts } from "./import-products.ts";
import { Preview } from "./import-records.ts";
import { handOverStock, MANY } from "./opening-stock.ts";

const { report, line } = describeReport("ProductImportReport", Preview);

const File = importFile(
  "tipo;título;artista;gênero;ano;preço;código\r\ndisco;Sorriso Negro;Dona Ivone Lara;Samba;1981;189,90;LP-0043\r\n",
);

/** `/api/products/import`: products from a CSV file, created or brought up to date. */
export const productsImport = createRoutes<CatalogEnv, CatalogVariables>().post(
  "/",
  operation({
    id: "importProducts",
    right: "catalog:write",
    tag: "Products",
    summary: "Import products from CSV",
    details:
      "Creates them, or updates those with the same SKU; a record without a SKU is known by its ISBN, or else its EAN. The columns are those of the export, or their names in Portuguese; an empty cell leaves what is stored. Prices are in cents as `priceCents`, or as `price` (preço) with either decimal sign. `stock` (estoque) is what a new product opens with; that of a stored one is left alone, and is corrected in the ledger. Comma, semicolon or tab; UTF-8 or windows-1252. An import can be repeated: what is stored already is skipped. With `Accept: application/x-ndjson` a line of progress comes with each batch.",
    answers: {
      200: {
        description: "What was done, and each record that was left out.",
        schema: report,
        also: { "application/x-ndjson": line },
      },
    },
  }),
  query(ImportQuery),
  rawBody(IMPORT_BYTES, { "text/csv": File }),
  async (c) => {
    const { db, identity: by, requestId } = c.var;
    const { dryRun } = c.req.valid("query");
    const handOver = () => handOverStock(db, c.env.SALES, { atMost: MANY, requestId });
    return answerImport(c, importProducts(db, await readFile(c.req.raw), { dryRun, by, handOver }));
  },
);
