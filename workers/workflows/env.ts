import type { StoredEntry } from "../shared/log-entry.ts";
import type { Database, DatabaseEnv } from "../shared/database.ts";
import type { IdempotencyVariables } from "../shared/idempotency.ts";
import type { IdentityVariables } from "../shared/identity.ts";
import type { Origin } from "../shared/queue-entry.ts";
import type { RateLimitEnv } from "../shared/rate-limit.ts";

/** What the workflows worker is bound to. */
export interface WorkflowsEnv extends DatabaseEnv, RateLimitEnv {
  /** The CSVs of workflows, each under its UUID. */
  FILES: R2Bucket;
  /** Workflows whose CSV is to be made. */
  RENDERING: Pick<Queue<RenderingMessage>, "send">;
  /** Takes log entries to the logs worker: what was done for a request after its answer. */
  LOG_QUEUE: Pick<Queue<StoredEntry[]>, "send">;
  /** How often a workflow is taken on a lease before it is among the dead letters. */
  MAX_ATTEMPTS: number;
}

/** What the queue of rendering carries. */
export interface RenderingMessage extends Origin {
  uuid: string;
}

/** What the handlers find in `c.var`. */
export interface WorkflowsVariables extends IdempotencyVariables, IdentityVariables {
  db: Database;
}
