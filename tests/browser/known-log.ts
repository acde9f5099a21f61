import type { LogsEnv } from "../../workers/logs/env.ts";
import { writeSegments } from "../../workers/logs/segments.ts";
import { openWorker } from "../../workers/local/open-worker.ts";
import type { StoredEntry } from "../../workers/shared/log-entry.ts";
import { uuidv7 } from "../../workers/shared/uuid.ts";

const READ = { service: "clients", version: "1.0.0", method: "GET", route: "/api/clients", status: 200 };
const WRITE = { service: "clients", version: "2.0.0", method: "POST", route: "/api/clients", status: 503 };
const BRAZIL = { country: "BR", colo: "GRU" };
const PORTUGAL = { country: "PT", colo: "LIS" };

/**
 * Fills a new state's log: of the clients, 16 requests in the last hour, of which 3 failed after a new version came, and 8 in the
 * hour before; and 5 of the catalogue.
 */
export async function fillKnownLog(state: string): Promise<void> {
  const now = Date.now();
  const some = (count: number, minutesAgo: number, about: Partial<StoredEntry>): StoredEntry[] =>
    Array.from({ length: count }, (_, index) => entryOf(now - minutesAgo * 60_000 + index, about));
  const { env, dispose } = await openWorker<LogsEnv>("logs", state);
  await writeSegments(
    env,
    [
      ...some(8, 90, { ...READ, ...BRAZIL, durationMs: 4 }),
      ...some(12, 30, { ...READ, ...BRAZIL, durationMs: 4 }),
      ...some(5, 25, { ...READ, ...BRAZIL, service: "catalog", route: "/api/products", durationMs: 15 }),
      ...some(3, 20, { ...WRITE, ...PORTUGAL, durationMs: 300 }),
      ...some(1, 19, { ...WRITE, ...PORTUGAL, status: 201, durationMs: 30 }),
    ],
    now,
  );
  await dispose();
}

function entryOf(time: number, about: Partial<StoredEntry>): StoredEntry {
  return {
    id: uuidv7(time),
    time: new Date(time).toISOString(),
    requestId: time.toString(16).padStart(32, "0"),
    spanId: null,
    parentSpanId: null,
    service: "clients",
    version: "1.0.0",
    method: "GET",
    route: null,
    path: about.route ?? "/",
    status: 200,
    durationMs: 4,
    serviceMs: null,
    databaseMs: null,
    rowsRead: null,
    colo: null,
    country: null,
    caller: "person:1",
    spans: null,
    ...about,
  };
}
