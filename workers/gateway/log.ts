import type { LogEntry } from "../logs/entry.ts";
import type { Identity } from "../shared/identity.ts";
import { parseServerTiming, round } from "../shared/timing.ts";
import { uuidv7 } from "../shared/uuid.ts";
import type { GatewayEnv } from "./env.ts";
import { findService } from "./routing.ts";
import type { Trace } from "./trace.ts";

const PATH_LENGTH = 512;
const FLUSH_AT_ENTRIES = 100;
const OVERDUE_MS = 1000;
const KEPT_WHILE_REFUSED = 1000;

/**
 * Gathers the entries of the requests that one isolate serves, and sends them as one message: a queue bills by the
 * message. Must run in `waitUntil`; never rejects. Entries that the queue refuses wait for the next flush.
 */
export class LogBuffer {
  #entries: LogEntry[] = [];
  #dueAt = -Infinity;

  async add(entry: LogEntry, env: GatewayEnv): Promise<void> {
    this.#entries.push(entry);
    if (this.#entries.length >= FLUSH_AT_ENTRIES) return this.#flush(env.LOG_QUEUE);
    // Another request waits to send them all, unless it was cancelled meanwhile.
    if (Date.now() < this.#dueAt + OVERDUE_MS) return;
    this.#dueAt = Date.now() + env.LOG_FLUSH_MS;
    await new Promise((resolve) => setTimeout(resolve, env.LOG_FLUSH_MS));
    this.#dueAt = -Infinity;
    await this.#flush(env.LOG_QUEUE);
  }

  async #flush(queue: GatewayEnv["LOG_QUEUE"]): Promise<void> {
    const entries = this.#entries.splice(0, FLUSH_AT_ENTRIES);
    if (entries.length === 0) return;
    try {
      await queue.send(entries, { contentType: "json" });
    } catch (error) {
      console.error("the log queue refused entries", entries.length, error);
      this.#entries = [...entries, ...this.#entries].slice(-KEPT_WHILE_REFUSED);
    }
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
): LogEntry {
  const { route, trace, arrival, identity } = seen;
  const { pathname } = new URL(request.url);
  const cf = request.cf as Partial<IncomingRequestCfProperties> | undefined;
  return {
    id: uuidv7(arrival.time),
    time: new Date(arrival.time).toISOString(),
    requestId: trace.traceId,
    service: findService(pathname)?.name ?? "gateway",
    method: request.method,
    route,
    path: pathname.slice(0, PATH_LENGTH),
    status: response.status,
    durationMs: round(performance.now() - arrival.clock),
    ...parseServerTiming(response.headers.get("server-timing")),
    colo: cf?.colo ?? null,
    country: cf?.country ?? null,
    caller: identity ? `${identity.kind}:${identity.id}` : null,
  };
}
