import type { LogsEnv } from "./env.ts";
import type { LogStore } from "./log-store.ts";
import { searchStored } from "./search.ts";
import { readStats } from "./stats.ts";

/** The log in KV: segments of entries, and rollups of them (`tree.ts`). */
export function kvStore(env: LogsEnv): LogStore {
  return {
    search: (query, now) => searchStored(env, query, now),
    stats: (query, now) => readStats(env, query, now),
  };
}
