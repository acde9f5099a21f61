import { drizzle } from "drizzle-orm/d1";
import { nameOf, note } from "./spans.ts";
import { round, type Spending } from "./timing.ts";

/** Opens a D1 database, or a session of one; what its queries cost is added to `spending`. */
export function openD1(database: DrizzleClient, spending: Spending) {
  return drizzle(metered(database, spending));
}

/** What drizzle's D1 driver calls of a database. */
type DrizzleClient = Pick<D1Database, "prepare" | "batch">;

/** Counts time and rows read of every query. */
function metered(client: DrizzleClient, spending: Spending): D1Database {
  const counted = {
    prepare: (sql: string) => new MeteredStatement(client.prepare(sql), spending, nameOf(sql)),
    batch: (statements: MeteredStatement[]) =>
      spend(
        spending,
        nameOfAll(statements),
        client.batch(statements.map(({ original }) => original)),
        (results) => results,
      ),
  };
  return counted as unknown as D1Database;
}

/** What drizzle's D1 driver calls of a statement. */
class MeteredStatement {
  readonly original: D1PreparedStatement;
  readonly name: string;
  readonly #spending: Spending;

  constructor(original: D1PreparedStatement, spending: Spending, name: string) {
    this.original = original;
    this.name = name;
    this.#spending = spending;
  }

  bind(...values: unknown[]) {
    return new MeteredStatement(this.original.bind(...values), this.#spending, this.name);
  }

  all() {
    const query = this.original.all<Record<string, unknown>>();
    return spend(this.#spending, this.name, query, (result) => [result]);
  }

  run() {
    return spend(this.#spending, this.name, this.original.run(), (result) => [result]);
  }

  /** Goes through `all()`, because only that brings the figures; so the columns of a query need distinct names. */
  async raw() {
    const { results } = await this.all();
    return results.map((row) => Object.values(row));
  }
}

function nameOfAll(statements: MeteredStatement[]): string {
  const [first] = statements;
  return statements.length === 1 && first ? first.name : `batch of ${statements.length}`;
}

async function spend<T>(
  spending: Spending,
  name: string,
  query: Promise<T>,
  results: (answer: T) => D1Result[],
): Promise<T> {
  const start = performance.now();
  let rowsRead = 0;
  let rowsWritten = 0;
  let region: string | null = null;
  try {
    const answer = await query;
    for (const { meta } of results(answer)) {
      rowsRead += meta.rows_read;
      rowsWritten += meta.rows_written;
      region = meta.served_by_region ?? region;
    }
    return answer;
  } finally {
    const durationMs = performance.now() - start;
    spending.databaseMs += durationMs;
    spending.rowsRead += rowsRead;
    const startMs = round(start - spending.start);
    note(spending.spans, ["db", name, startMs, round(durationMs), rowsRead, rowsWritten, region]);
  }
}
