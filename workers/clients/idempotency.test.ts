import { createScheduledController, env, SELF } from "cloudflare:test";
import { sql } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { IDENTITY_HEADER, writeIdentity } from "../shared/identity.ts";
import { createTestClient } from "../shared/test-client.ts";
import { openTestDatabase } from "../shared/test-database.ts";
import worker from "./main.ts";

const api = createTestClient(SELF);
const db = openTestDatabase();

const post = (key: string, json: unknown, path = "/api/clients") =>
  api.send("POST", path, JSON.stringify(json), {
    "content-type": "application/json",
    "idempotency-key": key,
  });

const countOf = (search: string) =>
  api.get(`/api/clients?search=${search}`).then(({ body }) => body.items.length);

const age = (key: string, hours: number) =>
  db.run(
    sql`update idempotency_keys set created_at = created_at - ${hours * 3_600_000} where key = ${`person:1 ${key}`}`,
  );

describe("Idempotency-Key", () => {
  it("makes one client of 50 equal requests at once, and gives all the same answer", async () => {
    const input = { name: "Clementina de Jesus", document: "111.444.777-35", phone: "2133334444" };
    const answers = await Promise.all(Array.from({ length: 50 }, () => post("fifty", input)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(new Set(answers.map(({ headers }) => headers.get("location"))).size).toBe(1);
    const replayed = answers.filter(({ headers }) => headers.get("idempotent-replayed") === "true");
    expect(replayed).toHaveLength(49);
    expect(await countOf("clementina")).toBe(1);
  });

  it.runIf(env.DB)("makes one client although the worker broke between write and reply", async () => {
    const lost = vi.fn<() => void>(() => {
      throw new Error("Network connection lost.");
    });
    const DB = {
      withSession(start?: string) {
        const session = env.DB!.withSession(start);
        const batch = async (statements: D1PreparedStatement[]) => {
          const written = await session.batch(statements);
          lost();
          return written;
        };
        return { ...session, prepare: session.prepare.bind(session), batch, getBookmark: () => null };
      },
    } as D1Database;
    const breaking = createTestClient(
      { fetch: async (request) => worker.fetch(request, { DB }) },
      { described: null },
    );
    const complaint = vi.spyOn(console, "error").mockReturnValue();
    const headers = { "content-type": "application/json", "idempotency-key": "broken" };
    const input = { name: "Aracy de Almeida" };
    const { status } = await breaking.send("POST", "/api/clients", JSON.stringify(input), headers);
    complaint.mockRestore();
    expect(status).toBe(500);
    expect(lost).toHaveBeenCalledOnce();
    const again = await post("broken", input);
    expect(again).toMatchObject({ status: 201, body: { name: "Aracy de Almeida", version: 1 } });
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect(await countOf("aracy")).toBe(1);
  });

  it("gives the first answer again, even after an edit", async () => {
    const first = await post("edited", { name: "Dolores Duran" });
    const json = { "content-type": "application/json", "if-match": '"1"' };
    await api.send("PATCH", first.headers.get("location")!, JSON.stringify({ name: "Outra" }), json);
    const again = await post("edited", { name: "Dolores Duran" });
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect(again.headers.get("etag")).toBe('"1"');
  });

  it("refuses another body, and another path, under the same key", async () => {
    await post("mine", { name: "Sinhô" });
    for (const [json, path] of [
      [{ name: "Donga" }, "/api/clients"],
      [{ nome: "Sinhô" }, "/client"],
    ] as const) {
      expect(await post("mine", json, path)).toMatchObject({
        status: 422,
        body: { code: "idempotency-mismatch" },
      });
    }
    expect(await countOf("donga")).toBe(0);
    expect(await countOf("sinho")).toBe(1);
  });

  it("is each caller's own: somebody else's equal key and body make another client", async () => {
    const mine = await post("ours", { name: "Candeia" });
    const identity = writeIdentity({
      kind: "key",
      id: 1,
      name: "Till",
      role: null,
      rights: ["clients:write"],
      expiresAt: null,
    });
    const headers = {
      "content-type": "application/json",
      "idempotency-key": "ours",
      [IDENTITY_HEADER]: identity,
    };
    const theirs = await api.send("POST", "/api/clients", JSON.stringify({ name: "Candeia" }), headers);
    expect(theirs.status).toBe(201);
    expect(theirs.headers.get("idempotent-replayed")).toBeNull();
    expect(theirs.body.id).not.toBe(mine.body.id);
  });

  it("works on the old path too", async () => {
    const first = await post("old", { nome: "Noel Rosa" }, "/client");
    const again = await post("old", { nome: "Noel Rosa" }, "/client");
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect(await countOf("noel")).toBe(1);
  });

  it("isn't spent by a request that was refused", async () => {
    await api.post("/api/clients", { name: "Dona do Número", document: "123.456.789-09" });
    expect(await post("retry", { name: "Ismael", document: "12345678909" })).toMatchObject({ status: 409 });
    expect(await post("retry", { name: "" })).toMatchObject({ status: 422 });
    expect(await post("retry", { name: "Ismael Silva" })).toMatchObject({
      status: 201,
      body: { name: "Ismael Silva" },
    });
  });

  it.each(["", "a key", "a\tb", "x".repeat(256)])("can't be %j", async (key) => {
    const refused = await post(key, { name: "Ninguém Nenhum" });
    expect(refused).toMatchObject({ status: 400, body: { code: "invalid-parameter" } });
    expect(await countOf("ninguem")).toBe(0);
  });

  it("is forgotten after 24 hours, at once and by the cron", async () => {
    await post("day", { name: "Assis Valente" });
    await age("day", 23.9);
    expect((await post("day", { name: "Assis Valente" })).headers.get("idempotent-replayed")).toBe("true");
    await age("day", 0.2);
    expect((await post("day", { name: "Assis Valente" })).headers.get("idempotent-replayed")).toBeNull();
    expect(await countOf("assis")).toBe(2);

    await post("younger", { name: "Ary Barroso" });
    await age("day", 25);
    await worker.scheduled(createScheduledController({ scheduledTime: new Date() }), env);
    const results = await db.all(
      sql`select key from idempotency_keys where key like '% day' or key like '% younger'`,
    );
    expect(results).toEqual([{ key: "person:1 younger" }]);
  });
});
