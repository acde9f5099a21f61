import { SELF } from "cloudflare:test";
import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { audit } from "../../schema/clients/tables.ts";
import { IDENTITY_HEADER, writeIdentity } from "../shared/identity.ts";
import { createTestClient } from "../shared/test-client.ts";
import { openTestDatabase } from "../shared/test-database.ts";

const api = createTestClient(SELF);
const db = openTestDatabase();
const json = { "content-type": "application/json" };
const patch = (path: string, version: number, changes: object) =>
  api.send("PATCH", path, JSON.stringify(changes), { ...json, "if-match": `"${version}"` });

const BY = { kind: "person", id: 1, name: "Dona Ivone Lara" };
const HOME = {
  street: "Rua do Catete",
  number: "153",
  city: "Rio de Janeiro",
  state: "RJ",
  postalCode: "22220-000",
};

async function create(input: object = {}) {
  const { body } = await api.post("/api/clients", { name: "Clementina", ...input });
  return { id: Number(body.id), path: `/api/clients/${body.id}` };
}

async function entriesOf(path: string) {
  const { status, body } = await api.get(`${path}/audit?limit=100`);
  expect(status).toBe(200);
  return body.items as {
    id: number;
    action: string;
    by: object;
    changes: object[] | null;
    createdAt: string;
  }[];
}

const storyOf = async (path: string) =>
  (await entriesOf(path)).map(({ action, changes }) => [action, changes]);

describe("a client's audit trail", () => {
  it("tells who created and edited it, when, and what from what to what, newest first", async () => {
    const { path } = await create({ name: "Clementina", phone: "21987654321" });
    await patch(path, 1, {
      name: "Clementina de Jesus",
      email: "quele@exemplo.com.br",
      phone: "21987654321",
    });
    await patch(path, 2, { status: "inactive", email: null });
    const entries = await entriesOf(path);
    const rest = { id: expect.any(Number), by: BY, createdAt: expect.stringMatching(/^20\d\d-.+Z$/) };
    expect(entries).toEqual([
      {
        ...rest,
        action: "edited",
        changes: [
          { field: "email", from: "quele@exemplo.com.br", to: null },
          { field: "status", from: "active", to: "inactive" },
        ],
      },
      {
        ...rest,
        action: "edited",
        changes: [
          { field: "name", from: "Clementina", to: "Clementina de Jesus" },
          { field: "email", from: null, to: "quele@exemplo.com.br" },
        ],
      },
      {
        ...rest,
        action: "created",
        changes: [
          { field: "name", from: null, to: "Clementina" },
          { field: "phone", from: null, to: "+5521987654321" },
          { field: "status", from: null, to: "active" },
        ],
      },
    ]);
    expect(Math.abs(Date.now() - Date.parse(entries[0]!.createdAt))).toBeLessThan(60_000);
  });

  it("tells of what a machine did by the old path, under its key's name", async () => {
    const key = { kind: "key" as const, id: 7, name: "Caixa", role: null, expiresAt: null };
    const headers = { [IDENTITY_HEADER]: writeIdentity({ ...key, rights: ["clients:write"] }) };
    const till = createTestClient(SELF, { headers });
    const { body } = await till.post("/client", { nome: "Freguesa" });
    expect(await entriesOf(`/api/clients/${body.id}`)).toMatchObject([
      { action: "created", by: { kind: "key", id: 7, name: "Caixa" } },
    ]);
  });

  it("tells of its addresses, and which one is primary", async () => {
    const { path } = await create();
    const home = (await api.post(`${path}/addresses`, HOME)).body;
    const shop = (await api.post(`${path}/addresses`, { ...HOME, number: "9", label: "loja", primary: true }))
      .body;
    await patch(`${path}/addresses/${home.id}`, 2, { number: "155", street: "Rua do Catete", label: "casa" });
    await api.post(`${path}/addresses/${home.id}/primary`, {});
    await api.send("DELETE", `${path}/addresses/${home.id}`);
    await api.send("DELETE", `${path}/addresses/${shop.id}`);
    const at = (id: number, field: string, from: unknown, to: unknown) => ({
      field: `addresses/${id}/${field}`,
      from,
      to,
    });
    const primary = (from: number | null, to: number | null) => ({ field: "primaryAddress", from, to });
    expect((await storyOf(path)).slice(0, -1)).toEqual([
      [
        "address-deleted",
        [
          at(shop.id, "label", "loja", null),
          at(shop.id, "street", "Rua do Catete", null),
          at(shop.id, "number", "9", null),
          at(shop.id, "city", "Rio de Janeiro", null),
          at(shop.id, "state", "RJ", null),
          at(shop.id, "postalCode", "22220000", null),
          at(shop.id, "country", "BR", null),
          primary(shop.id, null),
        ],
      ],
      [
        "address-deleted",
        expect.arrayContaining([at(home.id, "number", "155", null), primary(home.id, shop.id)]),
      ],
      ["address-made-primary", [primary(shop.id, home.id)]],
      ["address-edited", [at(home.id, "label", null, "casa"), at(home.id, "number", "153", "155")]],
      [
        "address-created",
        expect.arrayContaining([at(shop.id, "number", null, "9"), primary(home.id, shop.id)]),
      ],
      [
        "address-created",
        [
          at(home.id, "street", null, "Rua do Catete"),
          at(home.id, "number", null, "153"),
          at(home.id, "city", null, "Rio de Janeiro"),
          at(home.id, "state", null, "RJ"),
          at(home.id, "postalCode", null, "22220000"),
          at(home.id, "country", null, "BR"),
          primary(null, home.id),
        ],
      ],
    ]);
  });

  it("has nothing of what took no effect", async () => {
    const { id, path } = await create({ document: "529.982.247-25" });
    const home = `${path}/addresses/${(await api.post(`${path}/addresses`, HOME)).body.id}`;
    await api.post(`${path}/addresses`, HOME);
    const before = await db.$count(audit);
    expect(await patch(path, 7, { name: "Quelé" })).toMatchObject({ status: 412 });
    expect(await patch(home, 7, { number: "1" })).toMatchObject({ status: 412 });
    expect(await api.post("/api/clients", { name: "Outra", document: "52998224725" })).toMatchObject({
      status: 409,
    });
    expect(await api.post(`${home}/primary`, {})).toMatchObject({ status: 200 });
    expect(await api.send("DELETE", `${path}/addresses/999999`)).toMatchObject({ status: 404 });
    expect(await api.post("/api/clients/999999/addresses", HOME)).toMatchObject({ status: 404 });
    expect(await api.send("POST", `${path}/erase`, undefined, { "if-match": '"7"' })).toMatchObject({
      status: 412,
    });
    expect(await db.$count(audit)).toBe(before);
    expect(await db.$count(audit, eq(audit.subjectId, id))).toBe(3);
  });

  it("tells of a create once, however often its key is sent", async () => {
    const keyed = { ...json, "idempotency-key": "audited-1" };
    const send = (path: string, body: object) => api.send("POST", path, JSON.stringify(body), keyed);
    const [first, again] = [
      await send("/api/clients", { name: "Uma" }),
      await send("/api/clients", { name: "Uma" }),
    ];
    expect(again.body).toEqual(first.body);
    expect(await storyOf(`/api/clients/${first.body.id}`)).toHaveLength(1);
  });

  it("has one entry of ten edits of the same version at once", async () => {
    const { path } = await create();
    const home = `${path}/addresses/${(await api.post(`${path}/addresses`, HOME)).body.id}`;
    const [clients, addresses] = await Promise.all(
      [path, home].map((at) =>
        Promise.all(
          Array.from({ length: 10 }, (_, n) =>
            patch(at, 1, at === path ? { name: `Nome ${n}` } : { number: `${n}` }),
          ),
        ),
      ),
    );
    for (const answers of [clients!, addresses!]) {
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    }
    const story = new Map((await storyOf(path)).map(([action, changes]) => [action, changes]));
    expect(await entriesOf(path)).toHaveLength(4);
    const [name, number] = [(await api.get(path)).body.name, (await api.get(home)).body.number];
    expect(story.get("edited")).toEqual([{ field: "name", from: "Clementina", to: name }]);
    expect(story.get("address-edited")).toEqual([
      { field: expect.stringMatching(/^addresses\/\d+\/number$/), from: "153", to: number },
    ]);
  });

  it("comes in pages, is for who may read clients, and is of a client that exists", async () => {
    const { path } = await create();
    for (const version of [1, 2, 3]) await patch(path, version, { name: `Nome ${version}` });
    const first = await api.get(`${path}/audit?limit=3`);
    expect(first.headers.get("link")).toContain(`${path}/audit?limit=3&cursor=`);
    const rest = await api.get(`${path}/audit?limit=3&cursor=${first.body.nextCursor}`);
    expect(rest.body).toMatchObject({ items: [{ action: "created" }], nextCursor: null });
    expect(first.body.items.map(({ changes }: { changes: { to: string }[] }) => changes[0]!.to)).toEqual([
      "Nome 3",
      "Nome 2",
      "Nome 1",
    ]);
    expect(await api.get("/api/clients/999999/audit")).toMatchObject({ status: 404 });
    expect(await api.get(`${path}/audit?cursor=none`)).toMatchObject({ status: 400 });
  });

  it("stays as it was written: only values can be erased", async () => {
    const { path } = await create();
    const [entry] = await entriesOf(path);
    const attempts = [
      sql`delete from audit`,
      sql`delete from audit where id = ${entry!.id}`,
      sql`update audit set by_name = 'Ninguém', changes = null`,
      sql`update audit set subject_id = 1, changes = null where id = ${entry!.id}`,
      sql`update audit set changes = '[]' where id = ${entry!.id}`,
    ];
    for (const attempt of attempts) {
      const refused = await db.run(attempt).then(
        () => null,
        (error: Error) => String(error.cause),
      );
      expect(refused, JSON.stringify(attempt.queryChunks[0])).toContain("the audit trail is append-only");
    }
    expect(await entriesOf(path)).toEqual([entry]);
  });
});

describe("an erasure", () => {
  it("takes all values out of the trail, and leaves who did what when", async () => {
    const { id, path } = await create({ email: "quele@exemplo.com.br" });
    const other = await create({ name: "Outra" });
    await api.post(`${path}/addresses`, HOME);
    await patch(path, 1, { name: "Quelé" });
    const before = await entriesOf(path);
    expect(await api.send("POST", `${path}/erase`, undefined, { "if-match": '"2"' })).toMatchObject({
      status: 200,
    });
    expect(await api.send("POST", `${path}/erase`, undefined, { "if-match": '"2"' })).toMatchObject({
      status: 200,
    });
    const [erased, ...rest] = await entriesOf(path);
    expect(erased).toMatchObject({ action: "erased", by: BY, changes: [] });
    expect(rest).toEqual(before.map((entry) => ({ ...entry, changes: null })));
    const kept = JSON.stringify(await db.select().from(audit).where(eq(audit.subjectId, id)));
    for (const trace of ["Clementina", "Quelé", "quele@", "Catete"]) expect(kept).not.toContain(trace);
    expect(await storyOf(other.path)).toMatchObject([["created", [{ to: "Outra" }, { to: "active" }]]]);
  });

  it("loses to an edit at the same time, or wins, and leaves no value behind when it won", async () => {
    const { path } = await create();
    const [edited, erased] = await Promise.all([
      patch(path, 1, { name: "Quelé" }),
      api.send("POST", `${path}/erase`, undefined, { "if-match": '"1"' }),
    ]);
    expect([edited.status === 200, erased.status === 200].filter(Boolean)).toHaveLength(1);
    const actions = (await entriesOf(path)).map(({ action }) => action);
    expect(actions).toEqual([edited.status === 200 ? "edited" : "erased", "created"]);
  });
});
