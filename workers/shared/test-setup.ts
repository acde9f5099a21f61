import { createClient } from "@libsql/client/http";
import { applyD1Migrations, env } from "cloudflare:test";
import "./test-database.ts";

/** Gives each test file a database of its own: D1 makes a new one, libSQL's is emptied (rows of migrations too). */
if (env.DB) await applyD1Migrations(env.DB, env.TEST_MIGRATIONS!);
else await emptyLibsql(env.LIBSQL_URL!, env.LIBSQL_TOKEN!);

async function emptyLibsql(url: string, authToken: string): Promise<void> {
  const client = createClient({ url, authToken });
  const { rows } = await client.execute(
    "select name from sqlite_master where type = 'table' and name not like '\\_\\_%' escape '\\'",
  );
  await client.migrate(rows.map(({ name }) => `delete from "${String(name)}"`)); // without regard to foreign keys
}
