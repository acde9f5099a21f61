import { version } from "../../package.json";
import type { StoredEntry } from "../shared/log-entry.ts";
import type { Identity } from "../shared/identity.ts";
import { toPoint } from "../shared/log-points.ts";
import { parseServerTiming, round } from "../shared/timing.ts";
import { uuidv7 } from "../shared/uuid.ts";
import type { GatewayEnv } from "./env.ts";
import { findService } from "./routing.ts";
import type { Trace } from "./trace.ts";

const PATH_LENGTH = 512;
const MOST_SPAN_CHARACTERS = 20_000;
const FLUSH_AT_ENTRIES = 100;
/** Queue messages have up to 128 KB; so long is an entry without its texts. */
const CHARACTERS_PER_MESSAGE = 120_000;
const CHARACTERS_PER_ENTRY = 600;
const OVERDUE_MS = 1000;
const KEPT_WHILE_REFUSED = 1000;

/**
 * Gathers the entries of the requests that one isolate serves, and sends them as one message: a queue bills by the
 * message. Must run in `waitUntil`; never rejects. Entries that the queue refuses wait for the next flush. Where Analytics Engine
 * is bound it gets each at once, and the queue none: a point costs less than its part of a message.
 */
export class LogBuffer {
  #entries: StoredEntry[] = [];
  #dueAt = -Infinity;

  async add(entry: StoredEntry, env: GatewayEnv): Promise<void> {
    const { LOG_POINTS, LOG_QUEUE } = env;
    if (LOG_POINTS) return LOG_POINTS.writeDataPoint(toPoint(entry));
    if (!LOG_QUEUE) return;
    this.#entries.push(entry);
    if (this.#entries.length >= FLUSH_AT_ENTRIES) return this.#flush(LOG_QUEUE);
    // Another request waits to send them all, unless it was cancelled meanwhile.
    if (Date.now() < this.#dueAt + OVERDUE_MS) return;
    this.#dueAt = Date.now() + env.LOG_FLUSH_MS;
    await new Promise((resolve) => setTimeout(resolve, env.LOG_FLUSH_MS));
    this.#dueAt = -Infinity;
    await this.#flush(LOG_QUEUE);
  }

  /** How many entries go in one message. */
  #countFitting(): number {
    let characters = 0;
    for (const [count, { path, spans }] of this.#entries.entries()) {
      characters += CHARACTERS_PER_ENTRY + path.length + (spans?.length ?? 0) * 1.5; // its quotes are escaped
      if (count === FLUSH_AT_ENTRIES || characters > CHARACTERS_PER_MESSAGE) return count;
    }
    return this.#entries.length;
  }

  async #flush(queue: NonNullable<GatewayEnv["LOG_QUEUE"]>): Promise<void> {
    const entries = this.#entries.splice(0, this.#countFitting());
    if (entries.length === 0) return;
    try {
      await queue.send(entries, { contentType: "json" });
    } catch (error) {
      console.error("the log queue refused entries", entries.length, error);
      this.#entries = [...entries, ...this.#entries].slice(-KEPT_WHILE_REFUSED);
      return;
    }
    if (this.#entries.length > 0) await this.#flush(queue);
  }
}

/** What the log keeps of a request: no address, no query values, no body. */
export function toLogEntry(
  request: Request,
  response: Response,
  seen: {
    route: string | null;
    trace: Trace;
    arrival: { time: number; clock: number };
    identity: Identity | undefined;
  },
): StoredEntry {
  const { route, trace, arrival, identity } = seen;
  const { pathname } = new URL(request.url);
  const service = findService(pathname)?.name ?? "gateway";
  const spans = JSON.stringify(trace.spans);
  const cf = request.cf as Partial<IncomingRequestCfProperties> | undefined;
  return {
    id: uuidv7(arrival.time),
    time: new Date(arrival.time).toISOString(),
    requestId: trace.traceId,
    spanId: trace.spanId,
    parentSpanId: trace.parentSpanId,
    service,
    version: versionIn(trace.spans, service),
    method: request.method,
    route,
    path: pathname.slice(0, PATH_LENGTH),
    status: response.status,
    durationMs: round(performance.now() - arrival.clock),
    ...parseServerTiming(response.headers.get("server-timing")),
    colo: cf?.colo ?? null,
    country: cf?.country ?? null,
    caller: identity ? `${identity.kind}:${identity.id}` : null,
    spans: spans.length <= MOST_SPAN_CHARACTERS ? spans : null,
  };
}

/** The version that the service's report begins with; the gateway's own where it answered itself. */
function versionIn(spans: Trace["spans"], service: string): string | null {
  if (service === "gateway") return version;
  const call = spans.findLast(([, name]) => name === service);
  const report = call?.[0] === "call" ? call[5] : null;
  return /^\["([^"]+)"/.exec(report ?? "")?.[1] ?? null;
}
