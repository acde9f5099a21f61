import type { StoredEntry } from "../shared/log-entry.ts";
import type { LogsEnv } from "./env.ts";
import type { LogStore } from "./log-store.ts";
import { retentionOf } from "./retention.ts";
import { isWanted, searchStored } from "./search.ts";
import { readSegments } from "./segments.ts";
import { readFigures, readStats } from "./stats.ts";
import type { TailFilters } from "./tail.ts";
import { type Index, readIndex, readRaw } from "./tree.ts";

/** The log in KV: segments of entries, and rollups of them (`tree.ts`). What one request asks is of one index. */
export function kvStore(env: LogsEnv): LogStore {
  let index: Promise<Index> | undefined;
  const known = (now: number) => (index ??= readIndex(env.LOG, now, retentionOf(env)));
  return {
    search: async (query, now) => searchStored(env.LOG, await known(now), query),
    stats: async (query, now) => readStats(env.LOG, await known(now), query),
    figures: async (query, now) => readFigures(env.LOG, await known(now), query),
    follow: (filters) => followRaw(env.LOG, filters),
  };
}

/** What is new comes as raw segments, which stay until every listing has them: each is read once. */
function followRaw(kv: KVNamespace, filters: TailFilters) {
  let read = new Set<string>();
  return async (floor: number): Promise<StoredEntry[]> => {
    const listed = await readRaw(kv);
    const segments = await readSegments(
      kv,
      listed.filter(({ key }) => !read.has(key)),
    );
    // A key whose value can't be read yet is asked for again.
    read = new Set(listed.map(({ key }) => key).filter((key) => read.has(key) || segments.has(key)));
    const query = { ...filters, limit: 0, from: floor };
    return [...segments.values()].flat().filter((entry) => isWanted(entry, query));
  };
}
