import { type Cell, csvLine } from "../shared/csv.ts";

/** The column of what has no name: a scalar, or a list of them. */
const VALUE = "value";

/** Between the scalars of a list in one cell. */
const BETWEEN = "; ";

/** A CSV repeats what JSON says once, the name of a parent in each column: so large may it get. */
const MOST_CELLS = 1_000_000;
const MOST_NAME_CHARACTERS = 4_000_000;

type Row = Map<string, Cell>;

interface Table {
  columns: string[];
  rows: Row[];
}

/**
 * JSON as CSV (RFC 4180, with a header line): an object is a row, and so is each element of an array; the columns are those of all
 * rows, in the order in which they are first seen. What is nested is flattened: `{ "client": { "name": "Ana" } }` has the
 * column `client.name`; a dot or backslash that is part of a name has a backslash before it. A list of scalars is one cell,
 * `a; b`; a list with anything else in it has columns `list.0`, `list.1`. What isn't an object is in the column `value`. `null`,
 * `{}` and `[]` are a header without rows; within other data they are an empty cell.
 */
export function toCsv(data: unknown): string {
  const { columns, rows } = tabulate(data);
  const head = columns.length > 0 ? columns : [VALUE];
  return [head, ...rows.map((row) => head.map((column) => row.get(column) ?? null))].map(toLine).join("");
}

/** Readers leave blank lines out, so that a line of one empty cell says that it has one. */
function toLine(cells: readonly Cell[]): string {
  const isBlank = cells.length === 1 && (cells[0] === null || cells[0] === "");
  return isBlank ? '""\r\n' : csvLine(cells);
}

/** Whether the CSV of some data is of a size that anybody could use. */
export function fitsCsv(data: unknown): boolean {
  try {
    const { columns, rows } = tabulate(data);
    return columns.length * rows.length <= MOST_CELLS;
  } catch (error) {
    if (error instanceof TooLarge) return false;
    throw error;
  }
}

class TooLarge extends Error {}

function tabulate(data: unknown): Table {
  const columns = new Set<string>();
  let characters = 0;
  const rows = toElements(data).map((element) => {
    const row: Row = new Map();
    const put = (column: string, cell: Cell) => {
      characters += column.length;
      if (characters > MOST_NAME_CHARACTERS) throw new TooLarge();
      columns.add(column);
      row.set(column, cell);
    };
    if (isObject(element))
      for (const [name, value] of Object.entries(element)) flatten(escape(name), value, put);
    else flatten(VALUE, element, put);
    return row;
  });
  return { columns: [...columns], rows };
}

/** What becomes a row each. */
function toElements(data: unknown): unknown[] {
  if (Array.isArray(data)) return data;
  return data === null || (isObject(data) && Object.keys(data).length === 0) ? [] : [data];
}

function flatten(column: string, value: unknown, put: (column: string, cell: Cell) => void): void {
  if (Array.isArray(value) && value.every(isScalar)) put(column, value.map(toText).join(BETWEEN) || null);
  else if (isObject(value) || Array.isArray(value)) {
    const fields = Object.entries(value);
    if (fields.length === 0) put(column, null);
    for (const [name, inner] of fields) flatten(`${column}.${escape(name)}`, inner, put);
  } else put(column, value as Cell);
}

function escape(name: string): string {
  return name.replace(/[.\\]/g, "\\$&");
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isScalar(value: unknown): boolean {
  return typeof value !== "object" || value === null;
}

function toText(value: unknown): string {
  return value === null ? "" : String(value);
}
