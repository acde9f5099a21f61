import * as z from "zod";
import { CSV_ANSWER, csvHeaders, exportCsv } from "../shared/csv.ts";
import { operation } from "../shared/describe.ts";
import { linkNext, pageOf, pageParameters, wholeNumber } from "../shared/lists.ts";
import { Problem } from "../shared/problem.ts";
import { createRoutes } from "../shared/service.ts";
import { path, query } from "../shared/validation.ts";
import type { SalesEnv, SalesVariables } from "./env.ts";
import { Holding, listHoldings } from "./inventory.ts";

const filters = {
  clientId: wholeNumber(1).optional().meta({ description: "Only what this client holds." }),
  productId: wholeNumber(1).optional().meta({ description: "Only who holds this product." }),
};

const ListHoldings = z.strictObject({ ...pageParameters, ...filters });

const ExportHoldings = z.strictObject(filters);

const Paged = z.strictObject(pageParameters);

const ClientId = z.object({ id: wholeNumber(1) });

const COLUMNS = ["clientId", "productId", "title", "quantity"] as const;

const tag = "Inventory";

/** `/api/inventory`: which clients hold which products. */
export const inventory = createRoutes<SalesEnv, SalesVariables>().get(
  "/",
  operation({
    id: "listInventory",
    right: "sales:read",
    tag,
    summary: "List which clients hold which products",
    details:
      "Net of what was cancelled or came back. With `Accept: text/csv` the whole list comes as CSV, as from `/api/inventory.csv`.",
    answers: {
      200: {
        description: "A page of it.",
        schema: pageOf(Holding),
        also: { "text/csv": z.string() },
        headers: ["link"],
      },
    },
  }),
  query(ListHoldings),
  async (c) => {
    const page = await listHoldings(c.var.db, c.req.valid("query"));
    return c.json(page, 200, linkNext(c, page));
  },
);

/** `/api/clients/{id}/inventory`: what one client holds. */
export const clientInventory = createRoutes<SalesEnv, SalesVariables>().get(
  "/:id/inventory",
  operation({
    id: "listClientInventory",
    right: "sales:read",
    tag,
    summary: "List which products a client holds",
    answers: { 200: { description: "A page of it.", schema: pageOf(Holding), headers: ["link"] } },
    problems: ["not-found", "service-failed"],
  }),
  path(ClientId),
  query(Paged),
  async (c) => {
    const { id } = c.req.valid("param");
    const page = await listHoldings(c.var.db, { ...c.req.valid("query"), clientId: id });
    if (page.items.length === 0 && !(await c.var.neighbours.findClient(id)))
      throw new Problem("not-found", `There is no client ${id}.`);
    return c.json(page, 200, linkNext(c, page));
  },
);

/** `/api/inventory.csv`: the whole list. */
export const inventoryCsv = createRoutes<SalesEnv, SalesVariables>().get(
  "/",
  operation({
    id: "exportInventory",
    right: "sales:read",
    tag,
    summary: "Export which clients hold which products as CSV",
    details: `The whole list, in the columns ${COLUMNS.join(", ")}.`,
    answers: { 200: CSV_ANSWER },
  }),
  query(ExportHoldings),
  async (c) => {
    const given = c.req.valid("query");
    const csv = await exportCsv(COLUMNS, (page) => listHoldings(c.var.db, { ...given, ...page }));
    return c.body(csv, 200, csvHeaders("inventory.csv"));
  },
);
