import type { Database, DatabaseEnv } from "../shared/database.ts";
import type { IdempotencyVariables } from "../shared/idempotency.ts";
import type { IdentityVariables } from "../shared/identity.ts";
import type { RateLimitEnv } from "../shared/rate-limit.ts";

/** What the catalog worker is bound to. */
export interface CatalogEnv extends DatabaseEnv, RateLimitEnv {
  /** The files of covers, and of their thumbnails. */
  COVERS: R2Bucket;
  /** The service that sells: it keeps the ledger of stock. */
  SALES: { fetch(request: Request): Promise<Response> };
}

/** What the handlers find in `c.var`. */
export interface CatalogVariables extends IdempotencyVariables, IdentityVariables {
  db: Database;
}
