import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { openWorker } from "./open-worker.ts";
import { ROOT } from "./settings.ts";

const BREAKPOINT = "--> statement-breakpoint";

/**
 * Brings a worker's local database to its newest schema, each migration in one transaction, and notes it where
 * `wrangler d1 migrations apply` does. That takes seconds for each database, and no two at once.
 */
export async function migrateD1(worker: string, state: string): Promise<void> {
  const { env, dispose } = await openWorker<{ DB: D1Database }>(worker, state);
  await env.DB.prepare(
    `create table if not exists d1_migrations (id integer primary key autoincrement, name text unique,
      applied_at timestamp default current_timestamp not null)`,
  ).run();
  const { results } = await env.DB.prepare("select name from d1_migrations").all<{ name: string }>();
  const applied = new Set(results.map(({ name }) => name));
  for (const { name, statements } of readMigrations(worker)) {
    if (applied.has(name)) continue;
    await env.DB.batch([
      ...statements.map((statement) => env.DB.prepare(statement)),
      env.DB.prepare("insert into d1_migrations (name) values (?)").bind(name),
    ]);
  }
  await dispose();
}

function readMigrations(worker: string) {
  const folder = resolve(ROOT, `schema/${worker}/migrations`);
  const names = readdirSync(folder).filter((name) => name.endsWith(".sql"));
  return names.toSorted().map((name) => ({
    name,
    statements: readFileSync(resolve(folder, name), "utf8").split(BREAKPOINT),
  }));
}
