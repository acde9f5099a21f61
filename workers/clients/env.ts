import type { Database, DatabaseEnv } from "../shared/database.ts";
import type { RateLimitEnv } from "../shared/rate-limit.ts";
import type { IdempotencyVariables } from "../shared/idempotency.ts";
import type { IdentityVariables } from "../shared/identity.ts";

/** What the clients worker is bound to. */
export type ClientsEnv = DatabaseEnv & RateLimitEnv;

/** What the handlers find in `c.var`. */
export interface ClientsVariables extends IdempotencyVariables, IdentityVariables {
  db: Database;
}
