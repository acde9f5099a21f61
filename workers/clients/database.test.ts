import { env } from "cloudflare:test";
import { eq, sql } from "drizzle-orm";
import { expect, it, vi } from "vitest";
import { clients } from "../../schema/clients/tables.ts";
import { openDatabase, violatedConstraint } from "../shared/database.ts";
import { createTestClient } from "../shared/test-client.ts";
import { openTestDatabase } from "../shared/test-database.ts";
import worker from "./main.ts";
import { startSpending } from "../shared/timing.ts";

const db = openTestDatabase();
const named = (name: string) => db.$count(clients, eq(clients.nameKey, name));
const row = (nameKey: string, document?: string) => ({ name: nameKey, nameKey, document });
const withEnv = (bindings: object, options = {}) =>
  createTestClient({ fetch: async (request) => worker.fetch(request, bindings) }, options);

it("stores nothing of a batch of which one statement fails, and says which constraint", async () => {
  await db.insert(clients).values(row("first", "1"));
  const error: unknown = await db
    .batch([
      db.insert(clients).values(row("second")),
      db.insert(clients).values(row("third", "1")),
      db.insert(clients).values(row("fourth")),
    ])
    .catch((reason: unknown) => reason);
  expect(violatedConstraint(error)).toBe("clients.document");
  expect(await Promise.all(["second", "third", "fourth"].map(named))).toEqual([0, 0, 0]);

  const alone: unknown = await db
    .insert(clients)
    .values(row("fifth", "1"))
    .catch((reason: unknown) => reason);
  expect(violatedConstraint(alone)).toBe("clients.document");
  expect(violatedConstraint(await db.run(sql`selec 1`).catch((reason: unknown) => reason))).toBeNull();
});

it("takes batches that read before they write, many at once", async () => {
  const write = async () => {
    const [[before], [created], [after]] = await db.batch([
      db.select({ count: sql<number>`count(*)` }).from(clients),
      db.insert(clients).values(row("crowd")).returning(),
      db.select({ count: sql<number>`count(*)` }).from(clients),
    ]);
    expect(after!.count).toBe(before!.count + 1);
    return created!.id;
  };
  const ids = await Promise.all(Array.from({ length: 30 }, write));
  expect(new Set(ids).size).toBe(30);
  expect(await named("crowd")).toBe(30);
});

it("counts the time and rows of single queries and of batches", async () => {
  const spending = startSpending();
  const counted = openDatabase(env, spending);
  await counted.insert(clients).values([row("a"), row("b")]);
  spending.rowsRead = 0;
  await counted.select().from(clients).where(eq(clients.id, 1));
  expect(spending.rowsRead).toBe(1);
  const first = () => counted.select().from(clients).where(eq(clients.id, 1));
  await counted.batch([first(), first()]);
  expect(spending.rowsRead).toBe(3);
  expect(spending.databaseMs).toBeGreaterThan(0);
  const names = env.DB
    ? ["insert clients", "select clients", "batch of 2"]
    : ["request", "request", "request"];
  expect(spending.spans.map(([kind, name]) => [kind, name])).toEqual(names.map((name) => ["db", name]));
  expect(spending.spans.map((span) => [span[4], span[5] !== 0])).toEqual([
    [expect.any(Number), true],
    [1, false],
    [2, false],
  ]);
});

it.skipIf(env.DB)("refuses a wrong token: the health check says so, other answers don't", async () => {
  const complaint = vi.spyOn(console, "error").mockReturnValue();
  for (const LIBSQL_TOKEN of ["", "wrong", `${env.LIBSQL_TOKEN!.slice(0, -8)}AAAAAAAA`]) {
    const api = withEnv({ LIBSQL_URL: env.LIBSQL_URL, LIBSQL_TOKEN }, { described: null });
    expect(await api.get("/internal/health")).toMatchObject({
      status: 503,
      body: { ok: false, checks: [{ name: "DB", ok: false, error: expect.stringContaining("401") }] },
    });
    const { status, body } = await api.get("/api/clients");
    expect(status).toBe(500);
    expect(JSON.stringify(body)).not.toMatch(/jwt|token|401/i);
  }
  expect(complaint).toHaveBeenCalledTimes(3);
  complaint.mockRestore();
});

it("says what to set where there is no database", async () => {
  const { status, body } = await withEnv({}).get("/internal/health");
  expect(status).toBe(503);
  expect(body.checks[0].error).toBe(
    "There is no database: bind DB (D1), or set LIBSQL_URL and LIBSQL_TOKEN.",
  );
});
