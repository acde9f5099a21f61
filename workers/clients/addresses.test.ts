import { SELF } from "cloudflare:test";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTestClient } from "../shared/test-client.ts";
import { openTestDatabase } from "../shared/test-database.ts";

const api = createTestClient(SELF);
const db = openTestDatabase();

const PAULISTA = {
  street: "Avenida Paulista",
  number: "1578",
  city: "São Paulo",
  state: "SP",
  postalCode: "01310-200",
};

async function createClient(): Promise<string> {
  const { headers } = await api.post("/api/clients", { name: "Lina Bo Bardi" });
  return `${headers.get("location")}/addresses`;
}

const patch = (path: string, json: unknown, ifMatch: string) =>
  api.send("PATCH", path, JSON.stringify(json), { "content-type": "application/json", "if-match": ifMatch });

const makePrimary = (path: string) => api.send("POST", `${path}/primary`);

async function add(path: string, fields: object = {}) {
  const { status, headers, body } = await api.post(path, { ...PAULISTA, ...fields });
  expect(status).toBe(201);
  return { ...body, path: headers.get("location")!, etag: headers.get("etag")! };
}

/** The labels of a client's addresses in order, the primary one in capitals. */
async function labels(path: string): Promise<string> {
  const { body } = await api.get(`${path}?limit=100`);
  return body.items
    .map(({ label, primary }: { label: string; primary: boolean }) => (primary ? label.toUpperCase() : label))
    .join(" ");
}

describe("a client's addresses", () => {
  it("are stored in their normal form and answered whole", async () => {
    const path = await createClient();
    const { status, headers, body } = await api.post(path, {
      ...PAULISTA,
      label: " masp ",
      complement: null,
    });
    expect(status).toBe(201);
    expect(headers.get("location")).toBe(`${path}/${body.id}`);
    expect(body).toEqual({
      id: expect.any(Number),
      clientId: Number(path.split("/")[3]),
      label: "masp",
      street: "Avenida Paulista",
      number: "1578",
      complement: null,
      district: null,
      city: "São Paulo",
      state: "SP",
      postalCode: "01310200",
      country: "BR",
      primary: true,
      version: 1,
      createdAt: expect.stringMatching(/Z$/),
      updatedAt: body.createdAt,
    });
    expect((await api.get(`${path}/${body.id}`)).body).toEqual(body);
  });

  it("have the first as the primary one, until another is made it", async () => {
    const path = await createClient();
    const a = await add(path, { label: "a" });
    const b = await add(path, { label: "b" });
    await add(path, { label: "c" });
    expect(await labels(path)).toBe("A b c");
    expect(await makePrimary(b.path)).toMatchObject({ status: 200, body: { primary: true, version: 2 } });
    expect(await labels(path)).toBe("B a c");
    expect((await makePrimary(b.path)).body.version).toBe(2);
    // Who edits the one that was primary must learn that it isn't any more.
    expect(await patch(a.path, { label: "x" }, a.etag)).toMatchObject({
      status: 412,
      body: { current: { primary: false } },
    });
    expect((await add(path, { label: "d", primary: true })).primary).toBe(true);
    expect(await labels(path)).toBe("D b a c");
  });

  it("pass the primary one on when it is deleted", async () => {
    const path = await createClient();
    const a = await add(path, { label: "a" });
    const b = await add(path, { label: "b" });
    expect(await api.send("DELETE", a.path)).toMatchObject({ status: 204, body: "" });
    expect((await api.get(b.path)).body).toMatchObject({ primary: true, version: 2 });
    expect(await api.send("DELETE", a.path)).toMatchObject({ status: 404 });
    await api.send("DELETE", b.path);
    expect(await labels(path)).toBe("");
    expect((await add(path, { label: "e" })).primary).toBe(true);
  });

  it("come in pages", async () => {
    const path = await createClient();
    for (const label of ["a", "b", "c"]) await add(path, { label });
    const first = await api.get(`${path}?limit=2`);
    expect(first.body.items.map(({ label }: { label: string }) => label)).toEqual(["a", "b"]);
    const second = await api.get(`${path}?limit=2&cursor=${first.body.nextCursor}`);
    expect(second.body).toMatchObject({ items: [{ label: "c", primary: false }], nextCursor: null });
  });

  it("are edited by version, once each", async () => {
    const { path, etag } = await add(await createClient(), { label: "loja" });
    const edited = await patch(path, { number: null, state: "RJ" }, etag);
    expect(edited).toMatchObject({
      status: 200,
      body: { label: "loja", number: null, state: "RJ", version: 2 },
    });
    expect(edited.headers.get("etag")).toBe('"2"');
    expect(await patch(path, { city: "Niterói" }, etag)).toMatchObject({
      status: 412,
      body: { current: edited.body },
    });
    expect((await api.send("GET", path, undefined, { "if-none-match": '"2"' })).status).toBe(304);
  });

  it("are made once per idempotency key, and answered as they were", async () => {
    const path = await createClient();
    const json = JSON.stringify({ ...PAULISTA, label: "b", primary: true });
    const headers = { "content-type": "application/json", "idempotency-key": path };
    await add(path, { label: "a" });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => api.send("POST", path, json, headers)),
    );
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 201, body: { label: "b", primary: true, version: 1 } });
    expect(await labels(path)).toBe("B a");
  });

  it.each([
    ["a CEP too short", { postalCode: "0131020" }, "/postalCode"],
    ["a state that is none", { state: "XX" }, "/state"],
    ["another country", { country: "PT" }, "/country"],
    ["no street", { street: undefined }, "/street"],
    ["a blank city", { city: " " }, "/city"],
    ["a rank of its own", { rank: 9 }, "/rank"],
  ])("can't have %s", async (_, fields, pointer) => {
    const path = await createClient();
    const { status, body } = await api.post(path, { ...PAULISTA, ...fields });
    expect(status).toBe(422);
    expect(body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([pointer]);
    expect(await labels(path)).toBe("");
  });

  it("belong to one client only", async () => {
    const { path, id } = await add(await createClient());
    const other = await createClient();
    for (const [method, at] of [
      ["GET", ""],
      ["DELETE", ""],
      ["POST", "/primary"],
    ] as const) {
      expect(await api.send(method, `${other}/${id}${at}`), method).toMatchObject({ status: 404 });
    }
    expect((await api.get(path)).status).toBe(200);
  });

  it("need a client", async () => {
    const count = () => db.$count(sql`addresses`);
    const before = await count();
    for (const request of [
      api.get("/api/clients/987654/addresses"),
      api.post("/api/clients/987654/addresses", PAULISTA),
    ]) {
      expect(await request).toMatchObject({ status: 404, body: { code: "not-found" } });
    }
    expect(await count()).toBe(before);
  });

  it("have one primary while there is any, whatever happens at once", async () => {
    const action = fc.record({
      kind: fc.constantFrom("add", "addPrimary", "delete", "primary"),
      pick: fc.nat(5),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(action, { minLength: 1, maxLength: 6 }), { maxLength: 6 }),
        async (rounds) => {
          const path = await createClient();
          for (const round of rounds) {
            const known = (await api.get(path)).body.items as { id: number }[];
            await Promise.all(
              round.map(({ kind, pick }) => {
                const at = `${path}/${known[pick % Math.max(known.length, 1)]?.id ?? 1}`;
                if (kind === "delete") return api.send("DELETE", at);
                if (kind === "primary") return makePrimary(at);
                return api.post(path, { ...PAULISTA, primary: kind === "addPrimary" });
              }),
            );
            const { items } = (await api.get(`${path}?limit=100`)).body;
            const primaries = items.filter(({ primary }: { primary: boolean }) => primary);
            expect(primaries).toHaveLength(Math.min(items.length, 1));
            expect(items[0]?.primary ?? true).toBe(true);
          }
        },
      ),
      { numRuns: 25 },
    );
  });
});
