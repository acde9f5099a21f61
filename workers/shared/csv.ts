import * as z from "zod";
import type { Answer } from "./describe.ts";
import type { Page } from "./lists.ts";

const ROWS_PER_READ = 1000;

/** A value of a CSV cell. */
export type Cell = string | number | boolean | null;

/**
 * One line of CSV (RFC 4180). Text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP,
 * CSV injection); a phone number such as +55… is text too.
 */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(toCell).join(",")}\r\n`;
}

function toCell(value: Cell): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  const text = /^'*[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
  // Some spreadsheets part cells at semicolons and tabs too, and programs take a mark at the beginning for the file's.
  return /[",;\t\r\n\uFEFF]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A cell as it was before `csvLine` put an apostrophe before it, which it also does where one stands there already. */
export function withoutApostrophe(cell: string): string {
  return /^'+[=+\-@\t\r\n]/.test(cell) ? cell.slice(1) : cell;
}

/** How an export is described. */
export const CSV_ANSWER = {
  description: "RFC 4180, in UTF-8, with a header line.",
  mediaType: "text/csv",
  schema: z.string(),
  headers: ["content-disposition"],
} satisfies Answer;

/** The headers of an export. */
export function csvHeaders(filename: string) {
  return {
    "content-type": "text/csv; charset=utf-8; header=present",
    "content-disposition": `attachment; filename="${filename}"`,
  };
}

/** What a list of `T` is read by: a page after another. */
type ReadPage<T> = (page: { limit: number; cursor: string | undefined }) => Promise<Page<T>>;

/**
 * Streams a whole list, however long, as CSV with these columns. The first page is read before the answer begins, so
 * that what is wrong with the request is still said as a problem.
 */
export async function exportCsv<K extends string>(
  columns: readonly K[],
  read: ReadPage<Partial<Record<K, Cell>>>,
  rowsPerRead = ROWS_PER_READ,
): Promise<ReadableStream<Uint8Array>> {
  const pages = readPages(columns, read, rowsPerRead);
  const first = await pages.next();
  return streamCsv(columns, startingWith(first, pages));
}

async function* readPages<K extends string>(
  columns: readonly K[],
  read: ReadPage<Partial<Record<K, Cell>>>,
  limit: number,
): AsyncGenerator<Cell[][], void> {
  let cursor: string | undefined;
  do {
    const page = await read({ limit, cursor });
    yield page.items.map((item) => columns.map((column) => item[column] ?? null));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

async function* startingWith<T>(first: IteratorResult<T, void>, rest: AsyncGenerator<T, void>) {
  if (!first.done) yield first.value;
  yield* rest;
}

/** Streams pages of rows under a head, reading the next page only when the reader has taken the one before. */
function streamCsv(head: readonly string[], pages: AsyncIterator<Cell[][]>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => controller.enqueue(encoder.encode(csvLine(head))),
      async pull(controller) {
        const { value, done } = await pages.next();
        if (done) return controller.close();
        controller.enqueue(encoder.encode(value.map(csvLine).join("")));
      },
      cancel: async () => void (await pages.return?.()),
    },
    { highWaterMark: 1 },
  );
}
