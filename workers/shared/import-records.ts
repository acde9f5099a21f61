import type * as z from "zod";
import { withoutApostrophe } from "./csv.ts";
import { type InputError, Problem } from "./problem.ts";
import type { CsvFile, CsvRecord } from "./read-csv.ts";
import { listErrors } from "./validation.ts";
import { foldName } from "./words.ts";

/** A record of a file, read and checked by itself. */
export interface ImportRecord<Given> extends CsvRecord {
  given: Given;
  /** Why it can't be imported, whatever is stored. */
  errors: InputError[];
}

/** What is valid of a record's cells, and what is wrong with the others. */
export type Understood<Given> = Pick<ImportRecord<Given>, "given" | "errors">;

interface Format<Field extends string, Given> {
  /** Column names as `foldColumn` leaves them; null for those of our own export that can't be imported. */
  columns: ReadonlyMap<string, Field | null>;
  /** Columns that a file must have, each with its name in Portuguese. */
  required: readonly (readonly [Field, string])[];
  understand: (texts: Partial<Record<Field, string>>) => Understood<Given>;
}

/**
 * Reads the records of a file. Throws `invalid-body` if its header lacks a column that must be, or has two for the same
 * field.
 */
export function readImport<Field extends string, Given>(
  { header, records }: CsvFile,
  format: Format<Field, Given>,
): { records: ImportRecord<Given>[]; ignoredColumns: string[] } {
  const fields = header.cells.map((title) => format.columns.get(foldColumn(title)));
  const errors = [...new Set(fields)].flatMap((field): InputError[] => {
    const titles = header.cells.filter((_, index) => fields[index] === field);
    if (!field || titles.length === 1) return [];
    const detail = `Several columns are the ${field}: ${titles.join(", ")}.`;
    return [{ pointer: `/${field}`, code: "twice", detail }];
  });
  for (const [field, name] of format.required) {
    if (fields.includes(field)) continue;
    errors.push({
      pointer: `/${field}`,
      code: "required",
      detail: `No column is called ${field} (${name}).`,
    });
  }
  if (errors.length > 0) throw new Problem("invalid-body", errors.map((e) => e.detail).join(" "), { errors });
  return {
    records: records.map((record) => {
      const broken = findBroken(record, fields.length);
      if (broken) return { ...record, given: format.understand({}).given, errors: [broken] };
      return { ...record, ...format.understand(textsOf(record, fields)) };
    }),
    ignoredColumns: header.cells.filter((title, index) => fields[index] === undefined && title.trim() !== ""),
  };
}

/** Checks cells by a schema that takes a record without any. */
export function checkCells<Given>(schema: z.ZodType<Given>, texts: object): Understood<Given> {
  const result = schema.safeParse(texts, { reportInput: true });
  if (result.success) return { given: result.data, errors: [] };
  const wrong = new Set(result.error.issues.map(({ path }) => path[0]));
  const valid = Object.entries(texts).filter(([field]) => !wrong.has(field));
  return { given: schema.parse(Object.fromEntries(valid)), errors: listErrors(result.error) };
}

function textsOf<Field extends string>(
  { cells }: CsvRecord,
  fields: (Field | null | undefined)[],
): Partial<Record<Field, string>> {
  const texts = fields.flatMap((field, index) => {
    const text = withoutApostrophe(cells[index] ?? "");
    return field && text.trim() !== "" ? [[field, text] as const] : [];
  });
  return Object.fromEntries(texts) as Partial<Record<Field, string>>;
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
