import type { Database, DatabaseEnv } from "../shared/database.ts";

/** What the clients worker is bound to. */
export type ClientsEnv = DatabaseEnv;

/** What the handlers find in `c.var`. */
export interface ClientsVariables {
  db: Database;
}
