import * as z from "zod";
import { streamLines } from "../shared/ndjson.ts";
import { readCsv } from "../shared/read-csv.ts";
import { createRoutes } from "../shared/service.ts";
import { csvBody, query } from "../shared/validation.ts";
import type { ClientsEnv, ClientsVariables } from "./env.ts";
import { importClients } from "./import-clients.ts";
import type { ImportLine } from "./import-report.ts";

const MAX_BYTES = 5 * 1024 * 1024;
const MAX_RECORDS = 10_000;

const ImportClients = z.strictObject({
  dryRun: z
    .enum(["true", "false"])
    .default("false")
    .transform((text) => text === "true"),
});

/** `/api/clients/import`: clients from a CSV file, created or brought up to date. */
export const clientsImport = createRoutes<ClientsEnv, ClientsVariables>().post(
  "/",
  query(ImportClients),
  csvBody(MAX_BYTES),
  async (c) => {
    const file = readCsv(new Uint8Array(await c.req.arrayBuffer()), MAX_RECORDS);
    const batches = importClients(c.var.db, file, c.req.valid("query"));
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
