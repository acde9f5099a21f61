import type { Database, DatabaseEnv } from "../shared/database.ts";
import type { IdempotencyVariables } from "../shared/idempotency.ts";
import type { IdentityVariables } from "../shared/identity.ts";
import type { RateLimitEnv } from "../shared/rate-limit.ts";

/** What the logs worker is given. Its database has rules and alerts, and nothing of the log. */
export interface LogsEnv extends DatabaseEnv, RateLimitEnv {
  /** The log's entries and their rollups. */
  LOG: KVNamespace;
  /** Whole days that the log is kept, after the day an entry belongs to. */
  RETENTION_DAYS: number;
  /** For how long, likewise, the figures of its hours are kept: as long as the entries, if it isn't longer. */
  FIGURES_RETENTION_DAYS?: number;
  /** How long KV's listings may lag, with a margin: what is younger is neither compacted nor relied on. */
  SETTLE_SECONDS: number;
  /** How long a minute has to be over before alerts look at it, so that its entries are there. */
  ALERT_DELAY_SECONDS: number;
  /** The service that tells others of alerts, by its feed and webhooks. */
  SALES: { fetch(request: Request): Promise<Response> };
  /** Where the log is kept: in KV unless this says `analytics-engine`. */
  LOG_STORE?: string;
  /** Analytics Engine's dataset, to write to. */
  LOG_POINTS?: Pick<AnalyticsEngineDataset, "writeDataPoint">;
  /** The dataset's name, to read from: `fachada_log` unless it is said. */
  ANALYTICS_DATASET?: string;
  /** The Cloudflare account that it is in. */
  ANALYTICS_ACCOUNT_ID?: string;
  /** A token that may read its analytics. A secret. */
  ANALYTICS_TOKEN?: string;
  /** Another address than Cloudflare's, for tests. */
  ANALYTICS_API?: string;
}

/** What the handlers of rules and alerts find in `c.var`. */
export interface AlertsVariables extends IdempotencyVariables, IdentityVariables {
  db: Database;
}
