import * as z from "zod";
import type { CallSpan, DatabaseSpan, QueueSpan } from "../shared/spans.ts";
import { round } from "../shared/timing.ts";
import { LogEntry, type StoredEntry, toLogEntry } from "../shared/log-entry.ts";

/** One part of a trace: times in milliseconds, a start after that of the whole. */
export const TraceSpan = z
  .object({
    spanId: z.string().describe("16 hex digits."),
    parentSpanId: z
      .string()
      .nullable()
      .describe("The part that asked for it; null for the first, or where it isn't known."),
    kind: z
      .enum(["request", "call", "service", "database", "queue", "message"])
      .describe(
        "What the gateway was asked; a call of a service; what that did itself; a statement or batch of its database; the time in a queue; and what was done with the message.",
      ),
    name: z.string(),
    service: z.string().describe("Who tells of it."),
    version: z.string().nullable().describe("The version of that service, where it says so."),
    startMs: z.number(),
    durationMs: z.number(),
    status: z.int().nullable(),
    rowsRead: z.int().nullable(),
    rowsWritten: z.int().nullable(),
    region: z.string().nullable().describe("The region that served a database's batch."),
  })
  .meta({ id: "TraceSpan" });

export type TraceSpan = z.infer<typeof TraceSpan>;

/** All that the log knows of one request id. */
export const Trace = z
  .object({
    requestId: z.string(),
    startedAt: z.iso.datetime(),
    durationMs: z.number().describe("From the first part's beginning to the last one's end."),
    spans: z.array(TraceSpan).describe("In order of their beginning; each after its parent."),
    entries: z.array(LogEntry).describe("The log's entries under this id, oldest first."),
  })
  .meta({
    id: "Trace",
    examples: [
      {
        requestId: "0af7651916cd43dd8448eb211c80319c",
        startedAt: "2026-11-23T14:05:00.250Z",
        durationMs: 4,
        spans: [
          {
            spanId: "b7ad6b7169203331",
            parentSpanId: null,
            kind: "request",
            name: "GET /api/clients/:id",
            service: "gateway",
            version: null,
            startMs: 0,
            durationMs: 4,
            status: 200,
            rowsRead: null,
            rowsWritten: null,
            region: null,
          },
        ],
        entries: [],
      },
    ],
  });

export type Trace = z.infer<typeof Trace>;

const Database = z.tuple([
  z.literal("db"),
  z.string(),
  z.number(),
  z.number(),
  z.number(),
  z.number(),
  z.string().nullable(),
]) satisfies z.ZodType<DatabaseSpan>;
const Call = z.tuple([
  z.literal("call"),
  z.string(),
  z.number(),
  z.number(),
  z.number(),
  z.string().nullable(),
]) satisfies z.ZodType<CallSpan>;
const Queued = z.tuple([
  z.literal("queue"),
  z.string(),
  z.number(),
  z.number(),
]) satisfies z.ZodType<QueueSpan>;
const Spans = z.array(z.union([Database, Call, Queued]));
const Report = z.tuple([z.string(), z.number(), Spans]);

type Told = z.infer<typeof Spans>;

/** Puts together what the entries of one request id tell; there must be one. */
export function toTrace(requestId: string, entries: readonly StoredEntry[]): Trace {
  const byTime = entries.toSorted((one, other) => Date.parse(one.time) - Date.parse(other.time));
  const parts = byTime.flatMap(partsOf);
  const start = Math.min(...parts.map(({ startMs }) => startMs));
  const end = Math.max(...parts.map(({ startMs, durationMs }) => startMs + durationMs));
  return {
    requestId,
    startedAt: new Date(start).toISOString(),
    durationMs: round(end - start),
    spans: parts.map((part) => ({ ...part, startMs: round(part.startMs - start) })),
    entries: byTime.map(toLogEntry),
  };
}

/** The parts that an entry tells of, their beginnings in epoch milliseconds. */
function partsOf(entry: StoredEntry): TraceSpan[] {
  const isMessage = entry.method === "QUEUE";
  const startMs = Date.parse(entry.time);
  const rootId = entry.spanId ?? entry.id.replaceAll("-", "").slice(-16);
  const root: TraceSpan = {
    ...NOTHING_MORE,
    spanId: rootId,
    parentSpanId: entry.parentSpanId ?? null,
    kind: isMessage ? "message" : "request",
    name: `${entry.method} ${entry.route ?? entry.path}`,
    service: isMessage ? entry.service : "gateway",
    version: isMessage ? (entry.version ?? null) : null,
    startMs,
    durationMs: entry.durationMs,
    status: entry.status,
  };
  const parts = [root];
  const add = (part: Omit<TraceSpan, "spanId">) => {
    parts.push({ ...part, spanId: following(rootId, parts.length) });
    return parts.at(-1)!;
  };
  const addAll = (told: Told, parent: TraceSpan) => {
    for (const span of told) {
      const [, name, after, durationMs] = span;
      const { service, version } = parent;
      const part = { ...NOTHING_MORE, name, service, version, durationMs, parentSpanId: parent.spanId };
      const startMs = parent.startMs + after;
      if (span[0] === "queue") add({ ...part, kind: "queue", startMs });
      else if (span[0] === "db") {
        const [, , , , rowsRead, rowsWritten, region] = span;
        add({ ...part, kind: "database", startMs, rowsRead, rowsWritten, region });
      } else addCall(span, add({ ...part, kind: "call", startMs, status: span[4] || null }));
    }
  };
  const addCall = ([, service, , , , report]: CallSpan, call: TraceSpan) => {
    const told = Report.safeParse(parseOr(report, null));
    if (!told.success) return;
    const [version, durationMs, spans] = told.data;
    // Clocks differ: what a call took longer than its service is taken to be the way there and back.
    const startMs = call.startMs + Math.max(0, (call.durationMs - durationMs) / 2);
    const { status, spanId: parentSpanId } = call;
    const part = {
      ...NOTHING_MORE,
      name: service,
      service,
      version,
      startMs,
      durationMs,
      status,
      parentSpanId,
    };
    addAll(spans, add({ ...part, kind: "service" }));
  };
  const told = Spans.safeParse(parseOr(entry.spans, []));
  if (told.success) addAll(told.data, root);
  return parts;
}

const NOTHING_MORE = { status: null, rowsRead: null, rowsWritten: null, region: null };

function parseOr(text: string | null, other: unknown): unknown {
  try {
    return text === null ? other : JSON.parse(text);
  } catch {
    return other;
  }
}

/** The id of a part that has none of its own: the same each time it is asked for. */
function following(spanId: string, by: number): string {
  return BigInt.asUintN(64, BigInt(`0x${spanId}`) + BigInt(by))
    .toString(16)
    .padStart(16, "0");
}
