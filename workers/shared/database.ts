import { DrizzleQueryError, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import type { BaseSQLiteDatabase } from "drizzle-orm/sqlite-core";
import { openD1 } from "./d1.ts";
import { openLibsql } from "./libsql.ts";
import type { Spending } from "./timing.ts";
import { startSpending } from "./timing.ts";

/** Where a service keeps its rows: D1 if `DB` is bound, else libSQL. */
export interface DatabaseEnv {
  /** The service's own D1 database. */
  DB?: D1Database;
  /** The service's own libSQL database: `libsql://…`, or `http://…` on this machine. A secret. */
  LIBSQL_URL?: string;
  /** The token that libSQL asks for. A secret. */
  LIBSQL_TOKEN?: string;
}

/**
 * What D1 and libSQL have in common; `batch` is one transaction on both. A write without `returning` answers
 * whatever its driver does, hence unknown. In a batch, drizzle's D1 driver takes no `run(sql)` with parameters.
 */
export type Database = BaseSQLiteDatabase<"async", unknown> & Pick<DrizzleD1Database, "batch">;

/** Opens the service's database; time spent and rows read of its queries are added to `spending`. */
export function openDatabase(env: DatabaseEnv, spending: Spending): Database {
  if (env.DB) return openD1(env.DB, spending);
  if (env.LIBSQL_URL) return openLibsql(env.LIBSQL_URL, env.LIBSQL_TOKEN, spending);
  throw new Error("There is no database: bind DB (D1), or set LIBSQL_URL and LIBSQL_TOKEN.");
}

/** Asks the service's database for a sign of life; rejects with the reason if there is none. */
export async function reachDatabase(env: DatabaseEnv): Promise<void> {
  try {
    await openDatabase(env, startSpending()).run(sql`select 1`);
  } catch (error) {
    throw error instanceof DrizzleQueryError && error.cause ? error.cause : error;
  }
}

/** The columns of the constraint that a write broke (`clients.document`): unique or not null. Null for other errors. */
export function violatedConstraint(error: unknown): string | null {
  for (let at = error; at instanceof Error; at = at.cause) {
    const columns = /(?:UNIQUE|NOT NULL) constraint failed: ([\w., ]+)/.exec(at.message)?.[1];
    if (columns) return columns.trim();
  }
  return null;
}

/** What a trigger or a `CHECK` of the schema says of a write that it didn't let through. Null for other errors. */
export function refusal(error: unknown): string | null {
  for (let at = error; at instanceof Error; at = at.cause) {
    const [, refused, check] = /refused: (\w+)|CHECK constraint failed: (\w+)/.exec(at.message) ?? [];
    const name = refused ?? check;
    if (name) return name;
  }
  return null;
}
