import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { TestProject } from "vitest/node";
import { ROOT } from "../workers/local/settings.ts";

/** What the tests use of chdb: ClickHouse in this process. */
interface Chdb {
  Session: new (folder: string) => { query: (sql: string, format?: string) => string; cleanup: () => void };
}

declare module "vitest" {
  interface ProvidedContext {
    clickhouse: Record<
      "LOG_STORE" | "ANALYTICS_API" | "ANALYTICS_ACCOUNT_ID" | "ANALYTICS_TOKEN" | "ANALYTICS_DATASET",
      string
    >;
  }
}

const COLUMNS = [
  "timestamp DateTime",
  "_sample_interval UInt32",
  "index1 String",
  ...Array.from({ length: 20 }, (_, at) => `blob${at + 1} String`),
  ...Array.from({ length: 20 }, (_, at) => `double${at + 1} Float64`),
];

/**
 * Answers as Analytics Engine's SQL API does, out of real ClickHouse. `POST /points` takes rows in place of
 * `writeDataPoint`, which does nothing outside Cloudflare; `DELETE /points` forgets them.
 */
export async function setup(project: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), "fachada-clickhouse-"));
  const require = createRequire(resolve(ROOT, process.env["CHDB"] ?? "", "package.json"));
  const { Session } = require("chdb") as Chdb;
  const session = new Session(folder);
  session.query("CREATE DATABASE analytics");
  session.query(`CREATE TABLE analytics.fachada_log (${COLUMNS.join(", ")}) ENGINE = Memory`);
  session.query("USE analytics");

  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      try {
        response.end(answer(request, body));
      } catch (error) {
        response.statusCode = 422;
        response.end(String(error));
      }
    });
  });
  function answer({ method, url, headers }: IncomingMessage, body: string): string {
    if (url === "/points") {
      const sql = method === "DELETE" ? "TRUNCATE TABLE" : "INSERT INTO";
      return session.query(
        `${sql} analytics.fachada_log ${method === "DELETE" ? "" : `FORMAT JSONEachRow ${body}`}`,
      );
    }
    if (headers.authorization !== "Bearer a-token") throw new Error("unauthorized");
    if (url !== "/accounts/an-account/analytics_engine/sql") throw new Error(`nothing at ${url}`);
    return session.query(body, "JSON");
  }
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  project.provide("clickhouse", {
    LOG_STORE: "analytics-engine",
    ANALYTICS_API: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ANALYTICS_ACCOUNT_ID: "an-account",
    ANALYTICS_TOKEN: "a-token",
    ANALYTICS_DATASET: "fachada_log",
  });
  return async () => {
    server.close();
    session.cleanup();
    await rm(folder, { recursive: true, force: true });
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  return body;
}
