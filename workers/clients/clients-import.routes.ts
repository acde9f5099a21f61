import * as z from "zod";
import { operation } from "../shared/describe.ts";
import { streamLines } from "../shared/ndjson.ts";
import { readCsv } from "../shared/read-csv.ts";
import { createRoutes } from "../shared/service.ts";
import { query, rawBody } from "../shared/validation.ts";
import type { ClientsEnv, ClientsVariables } from "./env.ts";
import { importClients } from "./import-clients.ts";
import { ImportLine, ImportReport } from "./import-report.ts";

const MAX_BYTES = 5 * 1024 * 1024;
const MAX_RECORDS = 10_000;

const ImportClients = z.strictObject({
  dryRun: z
    .enum(["true", "false"])
    .default("false")
    .transform((text) => text === "true")
    .meta({ description: "Whether to tell only what would be done.", default: "false" }),
});

const File = z
  .string()
  .describe(`Up to ${MAX_RECORDS} records below a line that names the columns, in up to ${MAX_BYTES} bytes.`)
  .meta({ examples: ["nome;e-mail;telefone;cpf\r\nDona Ivone Lara;ivone@example.com;(21) 98765-4321;\r\n"] });

/** `/api/clients/import`: clients from a CSV file, created or brought up to date. */
export const clientsImport = createRoutes<ClientsEnv, ClientsVariables>().post(
  "/",
  operation({
    id: "importClients",
    right: "clients:write",
    tag: "Clients",
    summary: "Import clients from CSV",
    details:
      "Creates them, or updates those with the same document or e-mail. The columns are those of the export, or their names in Portuguese; an empty cell leaves what is stored. Comma, semicolon or tab; UTF-8 or windows-1252. An import can be repeated: what is stored already is skipped. With `Accept: application/x-ndjson` a line of progress comes with each batch.",
    answers: {
      200: {
        description: "What was done, and each record that was left out.",
        schema: ImportReport,
        also: { "application/x-ndjson": ImportLine },
      },
    },
  }),
  query(ImportClients),
  rawBody(MAX_BYTES, { "text/csv": File }),
  async (c) => {
    const file = readCsv(new Uint8Array(await c.req.arrayBuffer()), MAX_RECORDS);
    const { dryRun } = c.req.valid("query");
    const batches = importClients(c.var.db, file, { dryRun, by: c.var.identity });
    // What is wrong with the request is still said as a problem: the answer begins after the first batch.
    let batch = await batches.next();
    if (c.req.header("accept")?.includes("application/x-ndjson")) {
      const stream = streamLines(toLines(batch, batches), c.var.requestId);
      // The type says what the last line brings; `ImportLine` says it of each.
      return c.body(stream, 200, { "content-type": "application/x-ndjson" }) as never;
    }
    while (!batch.done) batch = await batches.next();
    return c.json(batch.value);
  },
);

type Batches = ReturnType<typeof importClients>;

async function* toLines(
  first: Awaited<ReturnType<Batches["next"]>>,
  rest: Batches,
): AsyncGenerator<ImportLine, void> {
  let batch = first;
  for (; !batch.done; batch = await rest.next()) yield { progress: batch.value };
  yield { report: batch.value };
}
