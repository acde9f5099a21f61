import {
  createExecutionContext,
  createMessageBatch,
  createScheduledController,
  env,
  getQueueResult,
} from "cloudflare:test";
import { createTestClient } from "../shared/test-client.ts";
import type { LogEntry, StoredEntry } from "../shared/log-entry.ts";
import type { LogsEnv } from "./env.ts";
import worker from "./main.ts";

declare global {
  namespace Cloudflare {
    interface Env extends LogsEnv {}
  }
}

let made = 0;

/** An entry like the gateway's, of 2031 if it isn't told: the log forgets what is old, not what is to come. */
export function entry(given: Partial<StoredEntry> = {}): LogEntry {
  made += 1;
  return {
    id: `01999999-0000-7000-8000-${String(made).padStart(12, "0")}`,
    time: "2031-03-05T10:00:00.000Z",
    requestId: "4bf92f3577b34da6a3ce929d0e0e4736",
    spanId: "00f067aa0ba902b7",
    parentSpanId: null,
    service: "clients",
    version: "0.1.0",
    method: "GET",
    route: "/api/clients/:id",
    path: "/api/clients/7",
    status: 200,
    durationMs: 12.5,
    serviceMs: 8.25,
    databaseMs: 3,
    rowsRead: 1,
    colo: "GRU",
    country: "BR",
    caller: null,
    ...given,
  };
}

/** Delivers messages as the queue does; `outcome` is "exception" where the queue would deliver the batch again. */
export async function deliver(bodies: unknown[], kv: KVNamespace = env.LOG) {
  const messages = bodies.map((body, i) => ({ id: `message-${i}`, timestamp: 0, attempts: 1, body }));
  const batch = createMessageBatch("fachada-log", messages);
  const ctx = createExecutionContext();
  const points: AnalyticsEngineDataPoint[] = [];
  const LOG_POINTS = { writeDataPoint: (point?: AnalyticsEngineDataPoint) => void points.push(point ?? {}) };
  await worker.queue(batch, { ...env, LOG: kv, LOG_POINTS });
  await storePoints(points);
  return getQueueResult(batch, ctx);
}

/** Whether the log is on Analytics Engine in this run of the tests. */
export const isOnAnalytics = env.LOG_STORE === "analytics-engine";

/** Stores points as Analytics Engine does, each for so many; at the time of its request, for want of waiting. */
export async function storePoints(points: AnalyticsEngineDataPoint[], sampleInterval = 1): Promise<void> {
  if (points.length === 0) return;
  const rows = points.map(({ indexes = [], blobs = [], doubles = [] }) => ({
    timestamp: Math.floor(doubles[0]! / 1000),
    _sample_interval: sampleInterval,
    index1: indexes[0],
    ...Object.fromEntries(blobs.map((blob, at) => [`blob${at + 1}`, blob])),
    ...Object.fromEntries(doubles.map((double, at) => [`double${at + 1}`, double])),
  }));
  await send("POST", rows.map((row) => JSON.stringify(row)).join("\n"));
}

/** Forgets all that was logged. `reset` would take the tables of rules and alerts away too. */
export async function forgetAll(): Promise<void> {
  for (;;) {
    const { keys } = await env.LOG.list();
    if (keys.length === 0) break;
    await Promise.all(keys.map(({ name }) => env.LOG.delete(name)));
  }
  if (isOnAnalytics) await send("DELETE");
}

async function send(method: string, body?: string): Promise<void> {
  const response = await fetch(`${env.ANALYTICS_API}/points`, { method, body: body ?? null });
  if (!response.ok) throw new Error(await response.text());
}

/** Runs the cron as if it were `time`. */
export async function runCron(time: number | string, kv: KVNamespace = env.LOG): Promise<void> {
  const controller = createScheduledController({ scheduledTime: new Date(time) });
  await worker.scheduled(controller, { ...env, LOG: kv });
}

/** Runs the cron each minute, by default so often that everything is merged and folded; answers the next minute. */
export async function runCrons(from: number | string, runs = 12, kv: KVNamespace = env.LOG): Promise<number> {
  const start = new Date(from).getTime();
  for (let i = 0; i < runs; i++) await runCron(start + i * 60_000, kv);
  return start + runs * 60_000;
}

/** The API, reading from a KV of the test's. */
export function apiOn(kv: KVNamespace) {
  return createTestClient({
    fetch: async (request) => worker.fetch(request, { ...env, LOG: kv }, createExecutionContext()),
  });
}

/** Everything on all pages of a list. */
export async function readAllPages(query = "", api = apiOn(env.LOG)): Promise<LogEntry[]> {
  const items: LogEntry[] = [];
  let pages = 0;
  for (let cursor: string | null = ""; cursor !== null;) {
    if (++pages > 500) throw new Error("The pages don't end.");
    const { status, body } = await api.get(`/api/logs?${query}${cursor && `&cursor=${cursor}`}`);
    if (status !== 200) throw new Error(JSON.stringify(body));
    items.push(...body.items);
    cursor = body.nextCursor;
  }
  return items;
}

/** A KV that tells of every call before it is made, and fails where `before` throws. */
export function watched(
  kv: KVNamespace,
  before: (call: string, keys: readonly string[]) => void,
): KVNamespace {
  return new Proxy(kv, {
    get: (target, property: "get" | "put" | "list" | "delete") => {
      return async (...args: unknown[]) => {
        const [first] = args;
        before(property, Array.isArray(first) ? first : typeof first === "string" ? [first] : []);
        return Reflect.apply(target[property], target, args);
      };
    },
  });
}

/** A KV that dies after some writes and deletes: nothing works from then on. */
export function dyingAfter(changes: number, kv: KVNamespace = env.LOG): KVNamespace {
  let left = changes;
  return watched(kv, (call) => {
    if (call === "put" || call === "delete") left -= 1;
    if (left < 0) throw new Error("KV is gone");
  });
}

/** A KV whose listings lack some keys, as far from where they were written. */
export function hiding(isHidden: (key: string) => boolean): KVNamespace {
  return overriding({
    list: async (options: KVNamespaceListOptions) => {
      const page = await env.LOG.list(options);
      return { ...page, keys: page.keys.filter(({ name }) => !isHidden(name)) };
    },
  });
}

/** A KV that lists some keys but doesn't have their values yet. */
export function unreadable(isMissing: (key: string) => boolean): KVNamespace {
  return overriding({
    get: async (keys: string[]) => {
      const found = await env.LOG.get(keys, "json");
      return new Map([...found].map(([key, value]) => [key, isMissing(key) ? null : value]));
    },
  });
}

function overriding(methods: Record<string, (given: never) => unknown>): KVNamespace {
  return new Proxy(env.LOG, {
    get: (target, property: "get" | "put" | "list" | "delete") =>
      methods[property] ?? target[property].bind(target),
  });
}
