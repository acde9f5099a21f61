import { env, SELF } from "cloudflare:test";
import type { ImportLine } from "./import-report.ts";
import { AS_OWNER, createTestClient } from "./test-client.ts";

type Fetcher = Parameters<typeof createTestClient>[0];

/** Sends files to be imported to `/api/<resource>/import`. */
export function importsTo<Given extends object>(resource: string) {
  const path = `/api/${resource}/import`;

  /** Sends one; `dryRun` only asks what would be. */
  const importCsv = async (file: BodyInit, { dryRun = false, to = SELF as Fetcher } = {}) =>
    createTestClient(to).send("POST", `${path}${dryRun ? "?dryRun=true" : ""}`, file, {
      "content-type": "text/csv",
    });

  /** Sends one, and answers the lines that tell how it goes on. */
  async function* streamImport(file: BodyInit, to: Fetcher = SELF): AsyncGenerator<ImportLine<Given>, void> {
    const response = await to.fetch(
      new Request(`http://fachada.test${path}`, {
        method: "POST",
        body: file,
        headers: { ...AS_OWNER, "content-type": "text/csv", accept: "application/x-ndjson" },
      }),
    );
    let rest = "";
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) yield JSON.parse(line) as ImportLine<Given>;
    }
  }

  return { importCsv, streamImport };
}

export async function collect<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}

/** A worker on a D1 that counts its queries as Cloudflare does: each statement of a batch is one. */
export function countingQueries(
  worker: { fetch: (request: Request, env: never) => Response | Promise<Response> },
  bindings: object = {},
) {
  let queries = 0;
  const originals = new WeakMap<object, D1PreparedStatement>();
  const count = (statement: D1PreparedStatement): D1PreparedStatement => {
    const counted = {
      bind: (...values: unknown[]) => count(statement.bind(...values)),
      all: () => ((queries += 1), statement.all()),
      run: () => ((queries += 1), statement.run()),
    };
    originals.set(counted, statement);
    return counted as D1PreparedStatement;
  };
  const DB = {
    withSession: (start?: string) => {
      const session = (env as { DB: D1Database }).DB.withSession(start);
      return {
        prepare: (sql: string) => count(session.prepare(sql)),
        batch: (statements: D1PreparedStatement[]) => {
          queries += statements.length;
          return session.batch(statements.map((statement) => originals.get(statement)!));
        },
        getBookmark: () => session.getBookmark(),
      };
    },
  };
  const to = { fetch: async (request: Request) => worker.fetch(request, { ...bindings, DB } as never) };
  return { to, queries: () => queries };
}
