import type { clients, clientWords } from "../../schema/clients/tables.ts";
import type { Database, DatabaseEnv } from "../shared/database.ts";

/** What the clients worker is bound to. */
export type ClientsEnv = DatabaseEnv;

export type ClientsDb = Database<{ clients: typeof clients; clientWords: typeof clientWords }>;

/** What the handlers find in `c.var`. */
export interface ClientsVariables {
  db: ClientsDb;
}
