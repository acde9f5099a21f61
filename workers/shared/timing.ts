import { note, REPORT_HEADER, type Span } from "./spans.ts";

/** What a service spent on one request, carried to the gateway in `Server-Timing`, and part by part in its report. */
export interface Spending {
  /** When it began, by `performance.now()`. */
  readonly start: number;
  databaseMs: number;
  rowsRead: number;
  readonly spans: Span[];
}

export function startSpending(): Spending {
  return { start: performance.now(), databaseMs: 0, rowsRead: 0, spans: [] };
}

/** The `Server-Timing` header: `app;dur=4.1, db;dur=2.3;desc="rows_read=26"`, in milliseconds. */
export function formatServerTiming(appMs: number, spending: Spending): string {
  const { databaseMs, rowsRead } = spending;
  return `app;dur=${round(appMs)}, db;dur=${round(databaseMs)};desc="rows_read=${rowsRead}"`;
}

/** Reads back what `formatServerTiming` wrote; null where the service said nothing. */
export function parseServerTiming(header: string | null): {
  serviceMs: number | null;
  databaseMs: number | null;
  rowsRead: number | null;
} {
  const find = (pattern: RegExp) => {
    const found = pattern.exec(header ?? "")?.[1];
    return found === undefined ? null : Number(found);
  };
  return {
    serviceMs: find(/\bapp;dur=([\d.]+)/),
    databaseMs: find(/\bdb;dur=([\d.]+)/),
    rowsRead: find(/rows_read=(\d+)/),
  };
}

/** Milliseconds with three decimals. */
export function round(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}

/** Notes how long a call of a service took, and what that says of it. */
export async function called(
  name: string,
  { start: began, spans }: Pick<Spending, "start" | "spans">,
  answer: Promise<Response>,
): Promise<Response> {
  const start = performance.now();
  let [status, report]: [number, string | null] = [0, null];
  try {
    const response = await answer;
    [status, report] = [response.status, response.headers.get(REPORT_HEADER)];
    return response;
  } finally {
    const durationMs = round(performance.now() - start);
    note(spans, ["call", name, round(start - began), durationMs, status, report]);
  }
}
