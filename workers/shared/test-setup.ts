import { createClient } from "@libsql/client/http";
import { applyD1Migrations, env } from "cloudflare:test";
import "./test-database.ts";

/** Gives each test file a database of its own: D1 makes a new one, libSQL's is emptied (rows of migrations too). */
if (env.DB) await applyD1Migrations(env.DB, env.TEST_MIGRATIONS!);
else await emptyLibsql(env.LIBSQL_URL!, env.LIBSQL_TOKEN!);

async function emptyLibsql(url: string, authToken: string): Promise<void> {
  const client = createClient({ url, authToken });
  const { rows } = await client.execute(
    "select type, name, sql from sqlite_master where type in ('table', 'trigger') and name not like '\\_\\_%' escape '\\'",
  );
  const names = (type: string) => rows.filter((row) => row["type"] === type).map(({ name }) => String(name));
  await client.migrate([
    ...names("trigger").map((name) => `drop trigger "${name}"`), // they may refuse to delete
    ...names("table").map((name) => `delete from "${name}"`), // without regard to foreign keys
    ...rows.filter((row) => row["type"] === "trigger").map(({ sql }) => String(sql)),
  ]);
}
