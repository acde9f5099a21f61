import * as z from "zod";
import { CSV_ANSWER, csvHeaders, exportCsv } from "../shared/csv.ts";
import { operation } from "../shared/describe.ts";
import { etagOf, ifMatch, versioned } from "../shared/etag.ts";
import { idempotent } from "../shared/idempotency.ts";
import { linkNext, orIds, pageOf, pageParameters, wholeNumber } from "../shared/lists.ts";
import { createRoutes } from "../shared/service.ts";
import { body, path, query } from "../shared/validation.ts";
import type { SalesEnv, SalesVariables } from "./env.ts";
import { createMovement, listMovements, Movement, NewMovement } from "./movements.ts";
import { actOf } from "./neighbours.routes.ts";
import { reconcile, Reconciliation } from "./reconciliation.ts";
import { editStock, findStock, getStock, listStock, Stock, StockChanges } from "./stock.ts";

const filters = {
  low: z
    .literal("true")
    .transform(() => true as const)
    .optional()
    .describe("Only what is low."),
};

const ListStock = orIds({ ...pageParameters, ...filters }, "What never had any isn't told.");

const Paged = z.strictObject(pageParameters);

const Step = z.strictObject({ cursor: pageParameters.cursor });

const ProductId = z.object({ productId: wholeNumber(1) });

const tag = "Stock";

/** `/api/stock`: how many of each product there are. */
export const stock = createRoutes<SalesEnv, SalesVariables>()
  .get(
    "/",
    operation({
      id: "listStock",
      right: "stock:read",
      tag,
      summary: "List stock",
      details:
        "By product id. With `Accept: text/csv` the whole list comes as CSV, as from `/api/stock.csv`.",
      answers: {
        200: {
          description: "A page of it.",
          schema: pageOf(Stock),
          also: { "text/csv": z.string() },
          headers: ["link"],
        },
      },
    }),
    query(ListStock),
    async (c) => {
      const { ids, ...input } = c.req.valid("query");
      const page = ids ? await findStock(c.var.db, ids) : await listStock(c.var.db, input);
      return c.json(page, 200, linkNext(c, page));
    },
  )
  .get(
    "/reconciliation",
    operation({
      id: "reconcileStock",
      right: "stock:read",
      tag,
      summary: "Prove that the stock is the sum of its movements",
      details:
        "In steps: ask again with `nextCursor` until it is null. What comes meanwhile doesn't disturb it.",
      answers: {
        200: { description: "What doesn't agree: nothing, if all is right.", schema: Reconciliation },
      },
    }),
    query(Step),
    async (c) => c.json(await reconcile(c.var.db, c.req.valid("query").cursor)),
  )
  .get(
    "/:productId",
    operation({
      id: "getStock",
      right: "stock:read",
      tag,
      summary: "Get the stock of a product",
      answers: { 200: { description: "Its stock.", schema: Stock } },
      problems: ["not-found", "service-failed"],
    }),
    path(ProductId),
    versioned,
    async (c) => {
      const found = await getStock(c.var.db, c.var.neighbours, c.req.valid("param").productId);
      return c.json(found, 200, { etag: etagOf(found) });
    },
  )
  .patch(
    "/:productId",
    operation({
      id: "editStock",
      right: "stock:write",
      tag,
      summary: "Say from when on a product is low",
      answers: { 200: { description: "Its stock.", schema: Stock } },
    }),
    path(ProductId),
    body(StockChanges),
    ifMatch,
    async (c) => {
      const edited = await editStock(c.var.db, c.req.valid("json"), {
        productId: c.req.valid("param").productId,
        version: c.req.valid("header")["if-match"],
        by: c.var.identity,
      });
      return c.json(edited, 200, { etag: etagOf(edited) });
    },
  )
  .get(
    "/:productId/movements",
    operation({
      id: "listMovements",
      right: "stock:read",
      tag,
      summary: "List what moved a product's stock",
      details: "Newest first.",
      answers: { 200: { description: "A page of it.", schema: pageOf(Movement), headers: ["link"] } },
      problems: ["not-found", "service-failed"],
    }),
    path(ProductId),
    query(Paged),
    async (c) => {
      const { db, neighbours } = c.var;
      const page = await listMovements(db, neighbours, c.req.valid("param").productId, c.req.valid("query"));
      return c.json(page, 200, linkNext(c, page));
    },
  )
  .post(
    "/:productId/movements",
    operation({
      id: "createMovement",
      right: "stock:write",
      tag,
      summary: "Receive, write off or correct stock",
      details: "What purchases take and give back moves by itself.",
      answers: { 201: { description: "It was moved.", schema: Movement, headers: ["location"] } },
      problems: ["not-found", "conflict", "service-failed"],
    }),
    path(ProductId),
    body(NewMovement),
    idempotent,
    async (c) => {
      const { db, neighbours, idempotency: claim } = c.var;
      const { productId } = c.req.valid("param");
      const act = { ...actOf(c), claim };
      const movement = await createMovement(db, neighbours, productId, c.req.valid("json"), act);
      return c.json(movement, 201, { location: `/api/stock/${productId}/movements` });
    },
  );

const COLUMNS = ["productId", "available", "lowAt", "low", "updatedAt"] as const;

const ExportStock = z.strictObject(filters);

/** `/api/stock.csv`: the whole list. */
export const stockCsv = createRoutes<SalesEnv, SalesVariables>().get(
  "/",
  operation({
    id: "exportStock",
    right: "stock:read",
    tag,
    summary: "Export stock as CSV",
    details: `The whole list, in the columns ${COLUMNS.join(", ")}.`,
    answers: { 200: CSV_ANSWER },
  }),
  query(ExportStock),
  async (c) => {
    const given = c.req.valid("query");
    const csv = await exportCsv(COLUMNS, (page) => listStock(c.var.db, { ...given, ...page }));
    return c.body(csv, 200, csvHeaders("stock.csv"));
  },
);
