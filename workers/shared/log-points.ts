import type { StoredEntry } from "./log-entry.ts";

/**
 * An entry as a data point of Analytics Engine. The index is what is sampled by: the service, method and route, so that a route that
 * few ask for keeps all its requests while a busy one may be thinned out. What isn't known is an empty text, or -1.
 */
export const BLOBS = [
  "id",
  "requestId",
  "spanId",
  "parentSpanId",
  "service",
  "version",
  "method",
  "route",
  "path",
  "colo",
  "country",
  "caller",
  "spans",
  "lowerPath",
] as const;

export const DOUBLES = ["time", "status", "durationMs", "serviceMs", "databaseMs", "rowsRead"] as const;

/** How many points a worker may write for one request or batch. */
export const POINTS_PER_INVOCATION = 250;

const INDEX_BYTES = 96;
/** All blobs of a point have up to 16 KB. */
const MOST_SPAN_CHARACTERS = 12_000;

type Columns = Record<(typeof BLOBS)[number], string> & Record<(typeof DOUBLES)[number], number>;

export function toPoint(entry: StoredEntry) {
  const { service, method, route, path, spans } = entry;
  const columns: Columns = {
    ...entry,
    time: Date.parse(entry.time),
    spanId: entry.spanId ?? "",
    parentSpanId: entry.parentSpanId ?? "",
    version: entry.version ?? "",
    route: route ?? "",
    colo: entry.colo ?? "",
    country: entry.country ?? "",
    caller: entry.caller ?? "",
    spans: spans && spans.length <= MOST_SPAN_CHARACTERS ? spans : "",
    lowerPath: path.toLowerCase(),
    serviceMs: entry.serviceMs ?? -1,
    databaseMs: entry.databaseMs ?? -1,
    rowsRead: entry.rowsRead ?? -1,
  };
  return {
    indexes: [cut(`${service} ${method} ${route ?? "*"}`, INDEX_BYTES)],
    blobs: BLOBS.map((name) => columns[name]),
    doubles: DOUBLES.map((name) => columns[name]),
  };
}

/** An entry out of a row of such columns. */
export function toEntry(row: Record<string, unknown>): StoredEntry {
  const text = (name: (typeof BLOBS)[number]) => String(row[name]);
  const known = (name: (typeof BLOBS)[number]) => text(name) || null;
  const number = (name: (typeof DOUBLES)[number]) => Number(row[name]);
  const measured = (name: (typeof DOUBLES)[number]) => (number(name) < 0 ? null : number(name));
  return {
    id: text("id"),
    time: new Date(number("time")).toISOString(),
    requestId: text("requestId"),
    spanId: known("spanId"),
    parentSpanId: known("parentSpanId"),
    service: text("service"),
    version: known("version"),
    method: text("method"),
    route: known("route"),
    path: text("path"),
    status: number("status"),
    durationMs: number("durationMs"),
    serviceMs: measured("serviceMs"),
    databaseMs: measured("databaseMs"),
    rowsRead: measured("rowsRead"),
    colo: known("colo"),
    country: known("country"),
    caller: known("caller"),
    spans: known("spans"),
  };
}

/** As much of a text as fits in some bytes of UTF-8. */
function cut(text: string, bytes: number): string {
  const encoded = new TextEncoder().encode(text);
  return encoded.length <= bytes
    ? text
    : new TextDecoder().decode(encoded.subarray(0, bytes - 3), { stream: true });
}
