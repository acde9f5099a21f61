import type { Database, DatabaseEnv } from "../shared/database.ts";
import type { IdempotencyVariables } from "../shared/idempotency.ts";
import type { IdentityVariables } from "../shared/identity.ts";
import type { RateLimitEnv } from "../shared/rate-limit.ts";
import type { Backend, Neighbours } from "./neighbours.ts";

/** What the sales worker is bound to. */
export interface SalesEnv extends DatabaseEnv, RateLimitEnv {
  /** The service that knows the clients. */
  CLIENTS: Backend;
  /** The service that knows the products. */
  CATALOG: Backend;
  /** Where the shop is, as the IANA time zone database calls it: its days begin there. */
  TIME_ZONE: string;
}

/** What the handlers find in `c.var`. */
export interface SalesVariables extends IdempotencyVariables, IdentityVariables {
  db: Database;
  neighbours: Neighbours;
}
