import { drizzle } from "drizzle-orm/d1";
import type { Spending } from "./timing.ts";

/** Opens a D1 database, or a session of one; what its queries cost is added to `spending`. */
export function openD1(database: DrizzleClient, spending: Spending) {
  return drizzle(metered(database, spending));
}

/** What drizzle's D1 driver calls of a database. */
type DrizzleClient = Pick<D1Database, "prepare" | "batch">;

/** Counts time and rows read of every query. */
function metered(client: DrizzleClient, spending: Spending): D1Database {
  const counted = {
    prepare: (sql: string) => new MeteredStatement(client.prepare(sql), spending),
    batch: (statements: MeteredStatement[]) =>
      spend(spending, client.batch(statements.map(({ original }) => original)), (results) => results),
  };
  return counted as unknown as D1Database;
}

/** What drizzle's D1 driver calls of a statement. */
class MeteredStatement {
  readonly original: D1PreparedStatement;
  readonly #spending: Spending;

  constructor(original: D1PreparedStatement, spending: Spending) {
    this.original = original;
    this.#spending = spending;
  }

  bind(...values: unknown[]) {
    return new MeteredStatement(this.original.bind(...values), this.#spending);
  }

  all() {
    return spend(this.#spending, this.original.all<Record<string, unknown>>(), (result) => [result]);
  }

  run() {
    return spend(this.#spending, this.original.run(), (result) => [result]);
  }

  /** Goes through `all()`, because only that brings the figures; so the columns of a query need distinct names. */
  async raw() {
    const { results } = await this.all();
    return results.map((row) => Object.values(row));
  }
}

async function spend<T>(
  spending: Spending,
  query: Promise<T>,
  results: (answer: T) => D1Result[],
): Promise<T> {
  const start = performance.now();
  try {
    const answer = await query;
    for (const { meta } of results(answer)) spending.rowsRead += meta.rows_read;
    return answer;
  } finally {
    spending.databaseMs += performance.now() - start;
  }
}
