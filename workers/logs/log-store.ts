import { analyticsStore } from "./analytics-store.ts";
import type { Page } from "../shared/lists.ts";
import type { StoredEntry } from "../shared/log-entry.ts";
import type { LogsEnv } from "./env.ts";
import { kvStore } from "./kv-store.ts";
import type { SearchQuery } from "./search.ts";
import type { Figures, FiguresQuery, Stats, StatsQuery } from "./stats.ts";
import type { TailFilters } from "./tail.ts";

/** Where the log is kept, whatever that is. Times in epoch milliseconds. */
export interface LogStore {
  /** A page of entries, newest first. Throws `invalid-parameter` for a cursor that isn't of this list. */
  search: (query: SearchQuery, now: number) => Promise<Page<StoredEntry>>;
  /** Hears what is new: each call answers what came since the one before, or more, of entries younger than `floor`. */
  follow: (filters: TailFilters) => (floor: number, now: number) => Promise<StoredEntry[]>;
  /** Counts what was logged in a period, in at most 120 buckets, which start at multiples of their length in UTC. */
  stats: (query: StatsQuery, now: number) => Promise<Stats>;
  /** Counts exactly the whole minutes of a period, as one. */
  figures: (query: FiguresQuery, now: number) => Promise<Figures>;
}

/** The store that `LOG_STORE` names. */
export function openStore(env: LogsEnv): LogStore {
  return isAnalytics(env) ? analyticsStore(env) : kvStore(env);
}

export function isAnalytics({ LOG_STORE = "kv" }: LogsEnv): boolean {
  if (LOG_STORE === "kv" || LOG_STORE === "analytics-engine") return LOG_STORE !== "kv";
  throw new Error(`LOG_STORE is ${LOG_STORE}: it may be kv or analytics-engine.`);
}
