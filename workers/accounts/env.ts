import type { Database, DatabaseEnv } from "../shared/database.ts";
import type { RateLimitEnv } from "../shared/rate-limit.ts";
import type { IdempotencyVariables } from "../shared/idempotency.ts";
import type { IdentityVariables } from "../shared/identity.ts";

/** What the accounts worker is bound to. */
export interface AccountsEnv extends DatabaseEnv, RateLimitEnv {
  /** Passwords tried from one address. */
  SIGN_IN_LIMIT?: RateLimit;
  /** Hours that a session lasts while nobody uses it. */
  SESSION_IDLE_HOURS: number;
  /** Hours that a session lasts at all. */
  SESSION_MAX_HOURS: number;
  /** Makes the first owner, once: at least 20 characters. A secret; without it nobody can. */
  SETUP_TOKEN?: string;
  /** What a password's hash costs, `m=19456,t=2,p=1`. For tests: leave it unset. */
  PASSWORD_COST?: string;
}

/** What the handlers find in `c.var`. */
export interface AccountsVariables extends IdempotencyVariables, IdentityVariables {
  db: Database;
}
