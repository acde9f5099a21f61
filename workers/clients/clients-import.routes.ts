import * as z from "zod";
import { operation } from "../shared/describe.ts";
import { answerImport, IMPORT_BYTES, importFile, ImportQuery, readFile } from "../shared/import-answer.ts";
import { describeReport } from "../shared/import-report.ts";
import { createRoutes } from "../shared/service.ts";
import { query, rawBody } from "../shared/validation.ts";
import type { ClientsEnv, ClientsVariables } from "./env.ts";
import { importClients } from "./import-clients.ts";

const { report, line } = describeReport("ImportReport", {
  name: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  document: z.string().nullable(),
  status: z.enum(["active", "inactive"]).nullable(),
});

const File = importFile("nome;e-mail;telefone;cpf\r\nDona Ivone Lara;ivone@example.com;(21) 98765-4321;\r\n");

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
        schema: report,
        also: { "application/x-ndjson": line },
      },
    },
  }),
  query(ImportQuery),
  rawBody(IMPORT_BYTES, { "text/csv": File }),
  async (c) => {
    const { db, identity: by } = c.var;
    const { dryRun } = c.req.valid("query");
    return answerImport(c, importClients(db, await readFile(c.req.raw), { dryRun, by }));
  },
);
