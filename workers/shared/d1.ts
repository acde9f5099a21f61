import { drizzle } from "drizzle-orm/d1";
import type { Spending } from "./timing.ts";

/** Opens a D1 database, or a session of one; what its queries cost is added to `spending`. */
export function openD1(database: DrizzleClient, spending: Spending) {
  return drizzle(metered(database, spending));
}

/** What drizzle's D1 driver calls of a database. */
type DrizzleClient = Pick<D1Database, "prepare" | "batch">;

/**
 * Counts time and rows read of every query. `raw()` goes through `all()`, because only that brings the figures;
 * so the columns of a query need distinct names, as they do in drizzle's own batches.
 */
function metered(client: DrizzleClient, spending: Spending): D1Database {
  const originals = new WeakMap<object, D1PreparedStatement>();

  async function spend<T>(query: Promise<T>, results: (answer: T) => D1Result[]): Promise<T> {
    const start = performance.now();
    try {
      const answer = await query;
      for (const { meta } of results(answer)) spending.rowsRead += meta.rows_read;
      return answer;
    } finally {
      spending.databaseMs += performance.now() - start;
    }
  }
  function wrap(statement: D1PreparedStatement) {
    const wrapped = {
      bind: (...values: unknown[]) => wrap(statement.bind(...values)),
      all: () => spend(statement.all(), (result) => [result]),
      run: () => spend(statement.run(), (result) => [result]),
      raw: async () => {
        const { results } = await spend(statement.all<Record<string, unknown>>(), (result) => [result]);
        return results.map((row) => Object.values(row));
      },
    };
    originals.set(wrapped, statement);
    return wrapped as unknown as D1PreparedStatement;
  }
  const counted: DrizzleClient = {
    prepare: (sql) => wrap(client.prepare(sql)),
    batch: (statements) =>
      spend(
        client.batch(statements.map((wrapped) => originals.get(wrapped) ?? wrapped)),
        (results) => results,
      ),
  };
  return counted as D1Database;
}
