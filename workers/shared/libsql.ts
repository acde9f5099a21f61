import { createClient } from "@libsql/client/http";
import { drizzle } from "drizzle-orm/libsql/http";
import type { Spending } from "./timing.ts";

/** Opens a libSQL database over HTTP; what its queries cost is added to `spending`. */
export function openLibsql(url: string, authToken: string | undefined, spending: Spending) {
  const client = createClient({ url, ...(authToken && { authToken }), fetch: metered(spending) });
  const batch = client.batch.bind(client);
  // Drizzle asks for a deferred transaction, and one that reads before it writes fails if another writes in between.
  client.batch = (queries: { sql: string }[]) =>
    batch(queries, queries.every(({ sql }) => /^\W*select\b/i.test(sql)) ? "read" : "write");
  return drizzle(client);
}

/** Counts time and rows read of every request: the protocol tells both, but the client keeps them to itself. */
function metered(spending: Spending): typeof fetch {
  return async (input, init) => {
    const start = performance.now();
    try {
      const response = await fetch(input, init);
      const text = await response.text();
      // Only a key of the answer looks like this: within a value its quotes would be escaped.
      for (const [, rows] of text.matchAll(/"rows_read":(\d+)/g)) spending.rowsRead += Number(rows);
      return new Response(text, response);
    } finally {
      spending.databaseMs += performance.now() - start;
    }
  };
}
