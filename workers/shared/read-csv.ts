import Papa from "papaparse";
import { Problem } from "./problem.ts";

const SEPARATORS = [",", ";", "\t"] as const;
const LONGEST_HEADER = 10_000;

/** After each, the rest of the file is read anew. */
const MOST_BROKEN = 100;

/** One record of a CSV file, as it stands there. */
export interface CsvRecord {
  /** Where it begins, and where it ends: elsewhere if a cell holds line breaks. Lines count from 1. */
  line: number;
  lastLine: number;
  cells: string[];
  /** A quote isn't closed where its cell ends; the cells are what is left of that line. */
  isBroken: boolean;
}

export interface CsvFile {
  separator: (typeof SEPARATORS)[number];
  header: CsvRecord;
  records: CsvRecord[];
}

/**
 * Reads CSV (RFC 4180) as spreadsheets write it: separated by comma, semicolon or tab, with lines ended in any way, in
 * UTF-8 or else windows-1252. Blank records are left out. Throws `invalid-body` for a file without a header line, or
 * with more than `maxRecords` records below it.
 */
export function readCsv(bytes: Uint8Array, maxRecords: number): CsvFile {
  const text = decode(bytes).replace(/\r\n?/g, "\n");
  const separator = findSeparator(text);
  const [header, ...records] = readRecords(text, separator, maxRecords + 2);
  if (!header || header.isBroken) {
    throw refuse("header", "The first line must name the columns.");
  }
  if (records.length > maxRecords) {
    throw refuse("too_many", `A file may have up to ${maxRecords} records.`);
  }
  return { separator, header, records };
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252", { fatal: false, ignoreBOM: false }).decode(bytes);
  }
}

/** The one that stands most often in the first line, outside of quotes. */
function findSeparator(text: string): CsvFile["separator"] {
  const [header = ""] = text
    .trimStart()
    .slice(0, LONGEST_HEADER)
    .replace(/"[^"]*"/g, "")
    .split("\n", 1);
  const count = (separator: string) => header.split(separator).length;
  return SEPARATORS.reduce((best, other) => (count(other) > count(best) ? other : best));
}

/** Nobody can tell where a record with a broken quote ends: after each, reading goes on with the next line. */
function readRecords(text: string, separator: string, max: number): CsvRecord[] {
  const records: CsvRecord[] = [];
  let [line, start] = [1, 0];
  while (start < text.length && records.length < max) {
    const rest = text.slice(start);
    let read = 0;
    readRows(rest, separator, (raw, cells) => {
      const own = cells ? raw : raw.slice(0, raw.indexOf("\n") + 1 || raw.length);
      const lastLine = line + own.replace(/\n$/, "").split("\n").length - 1;
      const record = { line, lastLine, cells: cells ?? own.trimEnd().split(separator), isBroken: !cells };
      if (record.cells.some((cell) => cell.trim() !== "")) records.push(record);
      line = lastLine + 1;
      read += own.length;
      return !record.isBroken && records.length < max;
    });
    start += read || rest.length;
    if (records.filter(({ isBroken }) => isBroken).length > MOST_BROKEN) {
      throw refuse("quotes", "Too many records have quotes that aren't closed.");
    }
  }
  return records;
}

/** Hands over row by row, as its text and its cells, or null if its quotes are broken; until `onRow` answers false. */
function readRows(
  text: string,
  delimiter: string,
  onRow: (raw: string, cells: string[] | null) => boolean,
): void {
  let at = 0;
  Papa.parse(text, {
    delimiter,
    newline: "\n",
    step({ data, errors, meta }, parser) {
      const raw = text.slice(at, meta.cursor);
      at = meta.cursor;
      const isBroken = errors.some(({ type }) => type === "Quotes") || raw.split('"').length % 2 === 0;
      if (!onRow(raw, isBroken ? null : data)) parser.abort();
    },
  });
}

function refuse(code: string, detail: string): Problem {
  return new Problem("invalid-body", detail, { errors: [{ pointer: "", code, detail }] });
}
