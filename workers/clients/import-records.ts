import * as z from "zod";
import { checkCells, type ImportRecord, readImport, type Understood } from "../shared/import-records.ts";
import type { CsvFile } from "../shared/read-csv.ts";
import { foldName } from "../shared/words.ts";
import { NewClient } from "./client.ts";

const STATUSES = new Map<string, "active" | "inactive">([
  ["active", "active"],
  ["ativo", "active"],
  ["inactive", "inactive"],
  ["inativo", "inactive"],
]);

const status = z.string().transform((text, context) => {
  const value = STATUSES.get(foldName(text));
  if (value !== undefined) return value;
  const message = "Write active or inactive (ativo, inativo).";
  context.addIssue({ code: "custom", message, params: { code: "status" } });
  return z.NEVER;
});

const optional = <S extends z.ZodType>(schema: S) => schema.nullish().transform((value) => value ?? null);

/** What a record says of a client: null where it says nothing, which leaves what is stored. */
const GivenClient = NewClient.extend({ name: optional(NewClient.shape.name), status: optional(status) });

export type GivenClient = z.output<typeof GivenClient>;

export type ClientRecord = ImportRecord<GivenClient>;

type Field = keyof GivenClient;

const COLUMNS = new Map<string, Field | null>([
  ...["name", "nome"].map((name) => [name, "name"] as const),
  ["email", "email"],
  ...["phone", "telefone", "celular", "fone"].map((name) => [name, "phone"] as const),
  ...["document", "documento", "cpf", "cnpj", "cpfcnpj"].map((name) => [name, "document"] as const),
  ...["status", "situacao"].map((name) => [name, "status"] as const),
  ["id", null],
  ["createdat", null],
  ["updatedat", null],
]);

/** Reads the records of a file of clients. Throws `invalid-body` for a header that can't be used. */
export function readRecords(file: CsvFile): { records: ClientRecord[]; ignoredColumns: string[] } {
  return readImport(file, { columns: COLUMNS, required: [["name", "nome"]], understand });
}

function understand(texts: Partial<Record<Field, string>>): Understood<GivenClient> {
  const { given, errors } = checkCells(GivenClient, texts);
  if (errors.length > 0 || given.document !== null || given.email !== null) return { given, errors };
  const detail = "Give a document or an e-mail, or else it can't be recognised the next time.";
  return { given, errors: [{ pointer: "", code: "unrecognizable", detail }] };
}
