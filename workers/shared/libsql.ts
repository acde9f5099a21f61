import { createClient, type InStatement, LibsqlError, type ResultSet } from "@libsql/client/http";
import { drizzle } from "drizzle-orm/libsql/http";
import { note } from "./spans.ts";
import { round, type Spending } from "./timing.ts";

/** Opens a libSQL database over HTTP; what its queries cost is added to `spending`. */
export function openLibsql(url: string, authToken: string | undefined, spending: Spending) {
  const client = createClient({ url, ...(authToken && { authToken }), fetch: metered(spending) });
  const execute = client.execute.bind(client) as (query: InStatement) => Promise<ResultSet>;
  client.execute = (query: InStatement) => unlessBusy(() => execute(query));
  const batch = client.batch.bind(client);
  // Drizzle asks for a deferred transaction, and one that reads before it writes fails if another writes in between.
  client.batch = (queries: { sql: string }[]) =>
    unlessBusy(() =>
      batch(queries, queries.every(({ sql }) => /^\W*select\b/i.test(sql)) ? "read" : "write"),
    );
  return drizzle(client);
}

/** How long who writes may be kept waiting, and for how long at most between two tries. */
const PATIENCE_MS = 8000;
const PAUSE_MS = 60;

/** Tries again what couldn't begin because others were writing; it has changed nothing. */
async function unlessBusy<T>(query: () => Promise<T>): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await query();
    } catch (error) {
      const isBusy = error instanceof LibsqlError && error.code === "SQLITE_BUSY";
      if (!isBusy || Date.now() > end) throw error;
      await new Promise((wake) => setTimeout(wake, PAUSE_MS * Math.random()));
    }
  }
}

/** Counts time and rows of every request: the protocol tells both, but the client keeps them to itself. */
function metered(spending: Spending): typeof fetch {
  return async (input, init) => {
    const start = performance.now();
    let rowsRead = 0;
    let rowsWritten = 0;
    try {
      const response = await fetch(input, init);
      const text = await response.text();
      rowsRead = sumOf(text, /"rows_read":(\d+)/g);
      rowsWritten = sumOf(text, /"rows_written":(\d+)/g);
      return new Response(text, response);
    } finally {
      const durationMs = performance.now() - start;
      spending.databaseMs += durationMs;
      spending.rowsRead += rowsRead;
      const startMs = round(start - spending.start);
      note(spending.spans, ["db", "request", startMs, round(durationMs), rowsRead, rowsWritten, null]);
    }
  };
}

/** Only a key of the answer looks like this: within a value its quotes would be escaped. */
function sumOf(text: string, key: RegExp): number {
  let sum = 0;
  for (const [, rows] of text.matchAll(key)) sum += Number(rows);
  return sum;
}
