import * as z from "zod";
import { type Cell, streamCsv } from "../shared/csv.ts";
import type { Database } from "../shared/database.ts";
import { operation } from "../shared/describe.ts";
import { createRoutes } from "../shared/service.ts";
import { query } from "../shared/validation.ts";
import type { Client } from "./client.ts";
import { clientFilters } from "./clients.routes.ts";
import type { ClientsEnv, ClientsVariables } from "./env.ts";
import { listClients } from "./list-clients.ts";

const ROWS_PER_READ = 1000;

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
    answers: {
      200: {
        description: "RFC 4180, in UTF-8, with a header line.",
        mediaType: "text/csv",
        schema: z.string(),
        headers: ["content-disposition"],
      },
    },
  }),
  query(ExportClients),
  async (c) => {
    const pages = readPages(c.var.db, c.req.valid("query"));
    // The first page is read before the answer begins, so that what is wrong with the request is still said as a problem.
    const first = await pages.next();
    return c.body(streamCsv(COLUMNS, startingWith(first, pages)), 200, {
      "content-type": "text/csv; charset=utf-8; header=present",
      "content-disposition": 'attachment; filename="clients.csv"',
    });
  },
);

async function* readPages(
  db: Database,
  filters: z.output<typeof ExportClients>,
): AsyncGenerator<Cell[][], void> {
  let cursor: string | undefined;
  do {
    const page = await listClients(db, { ...filters, limit: ROWS_PER_READ, cursor });
    yield page.items.map((client) => COLUMNS.map((column) => client[column]));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

async function* startingWith<T>(first: IteratorResult<T, void>, rest: AsyncGenerator<T, void>) {
  if (!first.done) yield first.value;
  yield* rest;
}
