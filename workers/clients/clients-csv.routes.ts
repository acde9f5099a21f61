import * as z from "zod";
import { CSV_ANSWER, csvHeaders, exportCsv } from "../shared/csv.ts";
import { operation } from "../shared/describe.ts";
import { createRoutes } from "../shared/service.ts";
import { query } from "../shared/validation.ts";
import type { Client } from "./client.ts";
import { clientFilters } from "./clients.routes.ts";
import type { ClientsEnv, ClientsVariables } from "./env.ts";
import { listClients } from "./list-clients.ts";

const COLUMNS = [
  "id",
  "name",
  "email",
  "phone",
  "document",
  "status",
  "createdAt",
  "updatedAt",
] as const satisfies (keyof Client)[];

const ExportClients = z.strictObject(clientFilters);

/** `/api/clients.csv`: the whole list, however long, in constant memory. */
export const clientsCsv = createRoutes<ClientsEnv, ClientsVariables>().get(
  "/",
  operation({
    id: "exportClients",
    right: "clients:read",
    tag: "Clients",
    summary: "Export clients as CSV",
    details: `The whole list, however long, in the columns ${COLUMNS.join(", ")}. Text that a spreadsheet would take for a formula has an apostrophe before it.`,
    answers: { 200: CSV_ANSWER },
  }),
  query(ExportClients),
  async (c) => {
    const filters = c.req.valid("query");
    const csv = await exportCsv(COLUMNS, (page) => listClients(c.var.db, { ...filters, ...page }));
    return c.body(csv, 200, csvHeaders("clients.csv"));
  },
);
