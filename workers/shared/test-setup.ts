import { createClient } from "@libsql/client/http";
import { applyD1Migrations, env } from "cloudflare:test";
import "./test-database.ts";

const OBJECTS = `select type, name, sql from sqlite_master where type in ('table', 'trigger')
  and name not like '\\_%' escape '\\' and name <> 'd1_migrations'`;

/** Gives each test file an empty database: D1 makes a new one unless files share it; then, and in libSQL, rows go. */
if (env.DB) {
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS!);
  await emptyD1(env.DB);
} else await emptyLibsql(env.LIBSQL_URL!, env.LIBSQL_TOKEN!);

async function emptyD1(database: D1Database): Promise<void> {
  const { results } = await database.prepare(OBJECTS).all();
  const statements = ["pragma defer_foreign_keys = on", ...emptying(results)];
  await database.batch(statements.map((sql) => database.prepare(sql)));
}

async function emptyLibsql(url: string, authToken: string): Promise<void> {
  const client = createClient({ url, authToken });
  const { rows } = await client.execute(OBJECTS);
  await client.migrate(emptying(rows)); // without regard to foreign keys
}

/** Deletes all rows, those that migrations made too; triggers, which may refuse that, come back afterwards. */
function emptying(objects: Record<string, unknown>[]): string[] {
  const triggers = objects.filter(({ type }) => type === "trigger");
  const tables = objects.filter(({ type }) => type === "table");
  return [
    ...triggers.map(({ name }) => `drop trigger "${String(name)}"`),
    ...tables.map(({ name }) => `delete from "${String(name)}"`),
    ...triggers.map(({ sql }) => String(sql)),
  ];
}
