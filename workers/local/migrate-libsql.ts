import { resolve } from "node:path";
import { createClient } from "@libsql/client/http";
import { drizzle } from "drizzle-orm/libsql/http";
import { migrate } from "drizzle-orm/libsql/migrator";
import { ROOT } from "./settings.ts";

/** Brings a service's libSQL database to its newest schema, in one transaction; again does nothing. */
export async function migrateLibsql(
  service: string,
  url: string,
  authToken: string | undefined,
): Promise<void> {
  const client = createClient({ url, ...(authToken && { authToken }) });
  await migrate(drizzle(client), { migrationsFolder: resolve(ROOT, `schema/${service}/migrations`) });
}
