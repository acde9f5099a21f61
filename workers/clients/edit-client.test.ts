import { SELF } from "cloudflare:test";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { createTestClient } from "../shared/test-client.ts";
import { openTestDatabase } from "../shared/test-database.ts";

const api = createTestClient(SELF);
const db = openTestDatabase();

const patch = (path: string, json: unknown, ifMatch?: string) =>
  api.send("PATCH", path, JSON.stringify(json), {
    "content-type": "application/json",
    ...(ifMatch !== undefined && { "if-match": ifMatch }),
  });

async function create(fields: object) {
  const { body, headers } = await api.post("/api/clients", fields);
  return { ...body, path: headers.get("location")!, etag: headers.get("etag")! };
}

const found = async (search: string) =>
  (await api.get(`/api/clients?search=${search}`)).body.items.map((client: { id: number }) => client.id);

describe("GET /api/clients/{id}", () => {
  it("answers 304 to who has it already", async () => {
    const { path, etag } = await create({ name: "Nara Leão" });
    expect(etag).toBe('"1"');
    const known = await api.send("GET", path, undefined, { "if-none-match": etag });
    expect(known).toMatchObject({ status: 304, body: "" });
    expect(known.headers.get("etag")).toBe('"1"');
    expect((await api.send("GET", path, undefined, { "if-none-match": '"0", W/"1"' })).status).toBe(304);
    expect((await api.send("GET", path, undefined, { "if-none-match": '"0"' })).status).toBe(200);
  });
});

describe("PATCH /api/clients/{id}", () => {
  it("changes what is given and nothing else, and makes it the next version", async () => {
    const client = await create({ name: "Gal Costa", email: "gal@exemplo.com.br", phone: "11987654321" });
    const edited = await patch(client.path, { email: null, status: "inactive" }, client.etag);
    expect(edited.status).toBe(200);
    expect(edited.headers.get("etag")).toBe('"2"');
    expect(edited.body).toMatchObject({
      id: client.id,
      name: "Gal Costa",
      email: null,
      phone: "+5511987654321",
      status: "inactive",
      version: 2,
      createdAt: client.createdAt,
    });
    expect(Date.parse(edited.body.updatedAt)).toBeGreaterThanOrEqual(Date.parse(client.updatedAt));
    expect(await api.get(client.path)).toMatchObject({ status: 200, body: edited.body });
  });

  it("is found by its new name, and by the old one no more", async () => {
    const { id, path, etag } = await create({ name: "Maria Quitéria" });
    await patch(path, { name: "Maria Felipa" }, etag);
    expect(await found("felipa")).toEqual([id]);
    expect(await found("quiteria")).toEqual([]);
    expect(await found("maria+felipa")).toEqual([id]);
  });

  it("refuses an edit of an older version, shows the newer one, and changes nothing", async () => {
    const { id, path, etag } = await create({ name: "Tia Ciata" });
    const { body: newer } = await patch(path, { phone: "1133334444" }, etag);
    const stale = await patch(path, { name: "Outra Pessoa" }, etag);
    expect(stale).toMatchObject({ status: 412, body: { code: "precondition-failed", current: newer } });
    expect(stale.headers.get("etag")).toBe('"2"');
    expect((await api.get(path)).body).toEqual(newer);
    expect(await found("ciata")).toEqual([id]);
    expect(await found("outra")).toEqual([]);
  });

  it("lets one of many concurrent edits through, and tells the others", async () => {
    const { path, etag } = await create({ name: "Chiquinha Gonzaga" });
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => patch(path, { name: `Chiquinha ${index}` }, etag)),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([
      200,
      ...Array.from({ length: 19 }, () => 412),
    ]);
    const winner = answers.find(({ status }) => status === 200)!.body;
    expect((await api.get(path)).body).toEqual(winner);
    const rows = await db.all<{ word: string }>(
      sql`select word from client_words where client_id = ${winner.id} order by word`,
    );
    expect(rows.map(({ word }) => word)).toEqual(winner.name.toLowerCase().split(" ").toSorted());
  });

  it.each([
    ["no If-Match", undefined, { name: "X" }, 428, "precondition-required"],
    ["an If-Match that is no version", "*", { name: "X" }, 428, "precondition-required"],
    ["a weak If-Match", 'W/"1"', { name: "X" }, 428, "precondition-required"],
    ["nothing to change", '"1"', {}, 422, "invalid-body"],
    ["an empty name", '"1"', { name: " " }, 422, "invalid-body"],
    ["no name", '"1"', { name: null }, 422, "invalid-body"],
    ["a status that is none", '"1"', { status: "gone" }, 422, "invalid-body"],
    ["a version of its own", '"1"', { version: 9 }, 422, "invalid-body"],
  ])("with %s is refused", async (_, ifMatch, changes, status, code) => {
    const { path } = await create({ name: "Pixinguinha" });
    const before = await api.get(path);
    expect(await patch(path, changes, ifMatch)).toMatchObject({ status, body: { code } });
    expect((await api.get(path)).body).toEqual(before.body);
  });

  it("of a client that isn't there is 404", async () => {
    expect(await patch("/api/clients/987654", { name: "X" }, '"1"')).toMatchObject({ status: 404 });
  });

  it("can't take another's document", async () => {
    await create({ name: "Primeiro", document: "390.533.447-05" });
    const { path, etag } = await create({ name: "Segundo" });
    expect(await patch(path, { name: "Terceiro", document: "39053344705" }, etag)).toMatchObject({
      status: 409,
      body: { errors: [{ pointer: "/document", code: "taken" }] },
    });
    expect((await api.get(path)).body).toMatchObject({ name: "Segundo", document: null, version: 1 });
    expect(await found("terceiro")).toEqual([]);
  });
});
