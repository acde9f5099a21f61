import type { RateLimitEnv } from "../shared/rate-limit.ts";

/** What the logs worker is given. */
export interface LogsEnv extends RateLimitEnv {
  /** The log's entries and their rollups. */
  LOG: KVNamespace;
  /** Whole days that the log is kept, after the day an entry belongs to. */
  RETENTION_DAYS: number;
  /** How long KV's listings may lag, with a margin: what is younger is neither compacted nor relied on. */
  SETTLE_SECONDS: number;
}
