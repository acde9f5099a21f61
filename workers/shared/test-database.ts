import { applyD1Migrations, env } from "cloudflare:test";
import { type Database, type DatabaseEnv, openDatabase } from "./database.ts";
import { startSpending } from "./timing.ts";

declare global {
  namespace Cloudflare {
    interface Env extends DatabaseEnv {
      TEST_MIGRATIONS?: Parameters<typeof applyD1Migrations>[1];
    }
  }
}

/** The database of the worker under test, D1 or libSQL, for what a test can't do by HTTP. */
export function openTestDatabase(): Database {
  return openDatabase(env, startSpending());
}
