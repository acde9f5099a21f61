import { version } from "../../package.json";
import type { StoredEntry } from "./log-entry.ts";
import type { Span } from "./spans.ts";
import { round, type Spending } from "./timing.ts";
import { uuidv7 } from "./uuid.ts";

/** Whose work a message goes on with, for the log: what a request's handler knows, and its message carries. */
export interface Origin {
  /** W3C Trace Context, as the gateway sent it. */
  traceparent: string | null;
  /** `person:3` or `key:7`. */
  caller: string | null;
}

/** A message of entries is below a queue's 128 KB. */
const ENTRIES_PER_MESSAGE = 100;

/** Hands entries to the log. What the queue refuses is told and lost: the work that they tell of is done. */
export async function logMessages(
  queue: Pick<Queue<StoredEntry[]>, "send">,
  entries: readonly StoredEntry[],
): Promise<void> {
  for (let at = 0; at < entries.length; at += ENTRIES_PER_MESSAGE) {
    const some = entries.slice(at, at + ENTRIES_PER_MESSAGE);
    await queue
      .send(some, { contentType: "json" })
      .catch((error: unknown) => console.error("the log queue refused entries", some.length, error));
  }
}

/** What the log keeps of a message that a worker took from a queue, under the request that sent it. */
export function queueEntry(
  { traceparent, caller }: Origin,
  about: {
    service: string;
    queue: string;
    /** What was worked on. */
    path: string;
    status: number;
    /** When the message was sent, in epoch milliseconds. */
    sentAt: number;
    /** When work on it began, likewise. */
    time: number;
    spending: Spending;
  },
): StoredEntry {
  const { service, queue, path, status, sentAt, time, spending } = about;
  const [, traceId = null, parentSpanId = null] = (traceparent ?? "").split("-");
  const durationMs = round(performance.now() - spending.start);
  const waitedMs = Math.max(0, time - sentAt);
  const spans: Span[] = [["queue", queue, -waitedMs, waitedMs], ...spending.spans];
  const id = uuidv7(time);
  return {
    id,
    time: new Date(time).toISOString(),
    requestId: traceId ?? id.replaceAll("-", ""),
    spanId: id.replaceAll("-", "").slice(-16),
    parentSpanId,
    service,
    version,
    method: "QUEUE",
    route: queue,
    path,
    status,
    durationMs,
    serviceMs: durationMs,
    databaseMs: round(spending.databaseMs),
    rowsRead: spending.rowsRead,
    colo: null,
    country: null,
    caller,
    spans: JSON.stringify(spans),
  };
}
