import * as z from "zod";
import { withoutApostrophe } from "../shared/csv.ts";
import { type InputError, Problem } from "../shared/problem.ts";
import type { CsvFile, CsvRecord } from "../shared/read-csv.ts";
import { listErrors } from "../shared/validation.ts";
import { NewClient } from "./client.ts";
import { foldName } from "../shared/words.ts";

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

type Field = keyof GivenClient;

/** Column names as `foldColumn` leaves them; null for those of our own export that can't be imported. */
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

/** A record of the file, read and checked by itself. */
export interface ImportRecord extends CsvRecord {
  given: GivenClient;
  /** Why it can't be imported, whatever is stored. */
  errors: InputError[];
}

/**
 * Reads the records of a file of clients. Throws `invalid-body` if its header names no column for the name, or two for
 * the same field.
 */
export function readRecords({ header, records }: CsvFile): {
  records: ImportRecord[];
  ignoredColumns: string[];
} {
  const fields = header.cells.map((title) => COLUMNS.get(foldColumn(title)));
  const errors = [...new Set(fields)].flatMap((field): InputError[] => {
    const titles = header.cells.filter((_, index) => fields[index] === field);
    if (!field || titles.length === 1) return [];
    const detail = `Several columns are the ${field}: ${titles.join(", ")}.`;
    return [{ pointer: `/${field}`, code: "twice", detail }];
  });
  if (!fields.includes("name")) {
    errors.push({ pointer: "/name", code: "required", detail: "No column is called name (nome)." });
  }
  if (errors.length > 0) throw new Problem("invalid-body", errors.map((e) => e.detail).join(" "), { errors });
  return {
    records: records.map((record) => readRecord(record, fields)),
    ignoredColumns: header.cells.filter((title, index) => fields[index] === undefined && title.trim() !== ""),
  };
}

function readRecord(record: CsvRecord, fields: (Field | null | undefined)[]): ImportRecord {
  const broken = findBroken(record, fields.length);
  if (broken) return { ...record, given: check({}).given, errors: [broken] };
  const texts = fields.flatMap((field, index) => {
    const text = withoutApostrophe(record.cells[index] ?? "");
    return field && text.trim() !== "" ? [[field, text] as const] : [];
  });
  const { given, errors } = check(Object.fromEntries(texts));
  if (errors.length === 0 && given.document === null && given.email === null) {
    const detail = "Give a document or an e-mail, or else it can't be recognised the next time.";
    return { ...record, given, errors: [{ pointer: "", code: "unrecognizable", detail }] };
  }
  return { ...record, given, errors };
}

/** What is valid of some cells, and what is wrong with the others. */
function check(texts: Partial<Record<Field, string>>): Pick<ImportRecord, "given" | "errors"> {
  const result = GivenClient.safeParse(texts, { reportInput: true });
  if (result.success) return { given: result.data, errors: [] };
  const wrong = new Set(result.error.issues.map(({ path }) => path[0]));
  const valid = Object.entries(texts).filter(([field]) => !wrong.has(field));
  return { given: GivenClient.parse(Object.fromEntries(valid)), errors: listErrors(result.error) };
}

function findBroken({ isBroken, cells }: CsvRecord, columns: number): InputError | null {
  if (isBroken) return { pointer: "", code: "quotes", detail: "A quote isn't closed where its cell ends." };
  if (cells.slice(columns).every((cell) => cell.trim() === "")) return null;
  return { pointer: "", code: "cells", detail: `It has ${cells.length} cells, the header ${columns}.` };
}

/** `E-mail` as `email`, `Situação` as `situacao`. */
function foldColumn(title: string): string {
  return foldName(title).replaceAll(" ", "");
}
