/**
 * Where a request's time went, as it is carried from service to service and kept in the log: short, because every request
 * has some.
 */
export type Span = DatabaseSpan | CallSpan | QueueSpan;

/** A statement or batch of the database; times in milliseconds after the beginning of who tells of it. */
export type DatabaseSpan = [
  kind: "db",
  name: string,
  startMs: number,
  durationMs: number,
  rowsRead: number,
  rowsWritten: number,
  /** The region that served it, null where nobody says. */
  region: string | null,
];

/** A call of a service, with the report in its answer's header. */
export type CallSpan = [
  kind: "call",
  name: string,
  startMs: number,
  durationMs: number,
  status: number,
  report: string | null,
];

/** The time that a message was in a queue: before the beginning of who tells of it. */
export type QueueSpan = [kind: "queue", name: string, startMs: number, durationMs: number];

/** What a service says of one request, in the header `x-report`, which the gateway keeps to itself. */
export type Report = [version: string, durationMs: number, spans: Span[]];

export const REPORT_HEADER = "x-report";

/** A header has its limits: what is beyond is in the sums only. */
const MOST_SPANS = 40;
const MOST_CHARACTERS = 8000;

/** Notes a span, as long as there is room. */
export function note(spans: Span[], span: Span): void {
  if (spans.length < MOST_SPANS) spans.push(span);
}

export function writeReport(report: Report): string {
  const text = JSON.stringify(report);
  if (text.length <= MOST_CHARACTERS) return text;
  const [version, durationMs, spans] = report;
  return JSON.stringify([
    version,
    durationMs,
    spans.filter(([kind]) => kind === "db").slice(0, MOST_SPANS / 2),
  ]);
}

/** What a statement does, in two words: `select clients`. */
export function nameOf(sql: string): string {
  const known = NAMES.get(sql);
  if (known !== undefined) return known;
  const [, verb = "statement"] = /^\W*(\w+)/.exec(sql) ?? [];
  const [, table] = /\b(?:from|into|update)\s+"?(\w+)/i.exec(sql) ?? [];
  const name = table === undefined ? verb.toLowerCase() : `${verb.toLowerCase()} ${table}`;
  if (NAMES.size < MOST_NAMES) NAMES.set(sql, name);
  return name;
}

/** Statements are few, but for their numbers of parameters. */
const NAMES = new Map<string, string>();
const MOST_NAMES = 500;
