import { openDatabase, reachDatabase } from "../shared/database.ts";
import { databaseSession } from "../shared/database-session.ts";
import { sweepIdempotencyKeys } from "../shared/idempotency.ts";
import { createService } from "../shared/service.ts";
import { addresses } from "./addresses.routes.ts";
import { audit } from "./audit.routes.ts";
import { clientsCsv } from "./clients-csv.routes.ts";
import { clientsImport } from "./clients-import.routes.ts";
import { clients } from "./clients.routes.ts";
import type { ClientsEnv, ClientsVariables } from "./env.ts";
import { foundClients } from "./find-clients.routes.ts";
import { legacyClient } from "./legacy-client.routes.ts";
import { startSpending } from "../shared/timing.ts";

const app = createService<ClientsEnv, ClientsVariables>({
  name: "clients",
  tags: {
    Clients: "The people and firms a shop sells to.",
    Addresses: "Where a client lives or takes deliveries: one is primary while there is any.",
    "Old paths": "The calls of the systems that Fachada replaces, with their paths and field names.",
  },
  checks: (env) => [{ name: "DB", reach: () => reachDatabase(env) }],
})
  .use(databaseSession("clients"))
  .route("/api/clients.csv", clientsCsv)
  .route("/api/clients/import", clientsImport)
  .route("/api/clients", clients)
  .route("/api/clients", addresses)
  .route("/api/clients", audit)
  .route("/client", legacyClient)
  .route("/internal/clients/find", foundClients);

export type ClientsApi = typeof app;

export default {
  fetch: app.fetch,
  scheduled: (controller, env) =>
    sweepIdempotencyKeys(openDatabase(env, startSpending()), controller.scheduledTime),
} satisfies ExportedHandler<ClientsEnv>;
