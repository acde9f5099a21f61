import { beforeEach, expect, it } from "vitest";
import { BOOK, OTHER, RECORD } from "./test-catalog.ts";
import { emptyCatalog, importCsv } from "./test-import.ts";
import { openShop } from "./test-sales.ts";

beforeEach(emptyCatalog);

const by = { kind: "person", id: 1, name: "Dona Ivone Lara" };

it("is in the ledger when the product is there, with who created it", async () => {
  const { api, calls } = openShop();
  const { status, body } = await api.send("POST", "/api/products", JSON.stringify({ ...RECORD, stock: 12 }), {
    "content-type": "application/json",
    "x-request-id": "4bf92f3577b34da6a3ce929d0e0e4736",
  });
  expect(status).toBe(201);
  expect(calls).toEqual([
    {
      path: "POST /internal/stock/opening",
      requestId: "4bf92f3577b34da6a3ce929d0e0e4736",
      bytes: expect.any(Number),
      items: [{ productId: body.id, quantity: 12, at: body.createdAt, by }],
    },
  ]);
  const { body: trail } = await api.get(`/api/products/${body.id}/audit`);
  expect(trail.items[0].changes).toContainEqual({ field: "stock", from: null, to: 12 });
});

it("of nothing isn't told", async () => {
  const { api, calls, tick } = openShop();
  expect((await api.post("/api/products", { ...RECORD, stock: 0 })).status).toBe(201);
  expect((await api.post("/api/products", RECORD)).status).toBe(201);
  await tick();
  expect(calls).toEqual([]);
});

it.each(["failing", "deaf"] as const)("arrives once where sales was %s before", async (mood) => {
  const { api, shop, ledger, calls, tick } = openShop();
  shop.mood = mood;
  const { status, body: first } = await api.post("/api/products", { ...RECORD, stock: 3 });
  expect(status).toBe(201);
  await tick();
  shop.mood = "well";
  const { body: second } = await api.post("/api/products", { ...BOOK, stock: 5 });
  expect(Object.fromEntries(ledger)).toEqual({ [first.id]: 3, [second.id]: 5 });
  expect(calls).toHaveLength(3);
  await tick();
  await api.post("/api/products", { ...OTHER, stock: 0 });
  expect(calls).toHaveLength(3);
});

it("arrives by itself once sales is back", async () => {
  const { api, shop, ledger, tick } = openShop();
  shop.mood = "failing";
  const { body } = await api.post("/api/products", { ...RECORD, stock: 3 });
  expect(ledger.size).toBe(0);
  shop.mood = "well";
  await tick();
  expect([...ledger]).toEqual([[body.id, 3]]);
});

it("keeps nobody waiting for long", async () => {
  const { api, shop, ledger, tick } = openShop();
  shop.mood = "hanging";
  const start = Date.now();
  const { status, body } = await api.post("/api/products", { ...RECORD, stock: 3 });
  expect(status).toBe(201);
  expect(Date.now() - start).toBeLessThan(3500);
  shop.mood = "well";
  await tick();
  expect([...ledger]).toEqual([[body.id, 3]]);
});

it("of a request that is sent again is told once", async () => {
  const { api, ledger, calls } = openShop();
  const headers = { "content-type": "application/json", "idempotency-key": "once" };
  const json = JSON.stringify({ ...RECORD, stock: 4 });
  const { body } = await api.send("POST", "/api/products", json, headers);
  const again = await api.send("POST", "/api/products", json, headers);
  expect(again.body).toEqual(body);
  expect([...ledger]).toEqual([[body.id, 4]]);
  expect(calls).toHaveLength(1);
  expect((await api.send("POST", "/api/products", json.replace("4}", "5}"), headers)).status).toBe(422);
});

it("of a product that is gone isn't told", async () => {
  const { api, shop, ledger, tick } = openShop();
  shop.mood = "failing";
  const { headers } = await api.post("/api/products", { ...RECORD, stock: 3 });
  const deleted = await api.send("DELETE", headers.get("location")!, undefined, { "if-match": '"1"' });
  expect(deleted.status).toBe(204);
  shop.mood = "well";
  await tick();
  expect(ledger.size).toBe(0);
});

it("still waits after the product was edited", async () => {
  const { api, shop, ledger, tick } = openShop();
  shop.mood = "failing";
  const { body } = await api.post("/api/products", { ...RECORD, stock: 3 });
  await api.send("PATCH", `/api/products/${body.id}`, '{"title":"Outro"}', {
    "content-type": "application/json",
    "if-match": '"1"',
  });
  shop.mood = "well";
  await tick();
  expect([...ledger]).toEqual([[body.id, 3]]);
});

it.each([
  [-1, "too_small"],
  [1_000_001, "too_big"],
  [1.5, "type"],
  ["3", "type"],
  [null, "type"],
])("can't be %j", async (stock, code) => {
  const { api, calls } = openShop();
  expect(await api.post("/api/products", { ...RECORD, stock })).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: "/stock", code }] },
  });
  expect((await api.get("/api/products")).body.items).toEqual([]);
  expect(calls).toEqual([]);
});

const FILE = [
  "tipo;título;artista;preço;código;estoque",
  "disco;Sorriso Negro;Dona Ivone Lara;189,90;LP-1;7",
  "disco;Clube da Esquina;Milton;250;LP-2;0",
  "disco;Ângela Ro Ro;Ângela Ro Ro;99;LP-3;",
].join("\n");

it("comes by a file for new products, and a stored one's is left alone", async () => {
  const { to, api, ledger, calls } = openShop();
  const dry = await importCsv(FILE, { dryRun: true, to });
  expect(dry.body).toMatchObject({
    created: 3,
    preview: [{ action: "create", stock: 7 }, { stock: 0 }, { stock: null }],
  });
  expect(calls).toEqual([]);
  expect((await importCsv(FILE, { to })).body).toMatchObject({ created: 3, failed: 0 });
  const { body: found } = await api.get("/api/products?search=LP-1");
  const { id } = found.items[0];
  expect([...ledger]).toEqual([[id, 7]]);
  const { body: trail } = await api.get(`/api/products/${id}/audit`);
  expect(trail.items[0].changes).toContainEqual({ field: "stock", from: null, to: 7 });

  const more = FILE.replace("LP-1;7", "LP-1;9")
    .replace("Clube da Esquina", "Clube")
    .replace("LP-2;0", "LP-2;8");
  const expected = { created: 0, updated: 1, skipped: 2, failed: 0 };
  expect((await importCsv(more, { dryRun: true, to })).body).toMatchObject(expected);
  expect((await importCsv(more, { to })).body).toMatchObject(expected);
  expect([...ledger]).toEqual([[id, 7]]);
  expect(calls).toHaveLength(1);
});

it("is refused of a file's line that isn't a whole number", async () => {
  const { to, ledger } = openShop();
  const file = FILE.replace("LP-1;7", "LP-1;-7")
    .replace("LP-2;0", "LP-2;1,5")
    .replace("LP-3;", "LP-3;1000001");
  const { body } = await importCsv(file, { to });
  expect(body).toMatchObject({
    created: 0,
    failures: [
      { line: 2, errors: [{ pointer: "/stock", code: "whole_number" }] },
      { line: 3, errors: [{ pointer: "/stock", code: "whole_number" }] },
      { line: 4, errors: [{ pointer: "/stock", code: "too_big" }] },
    ],
  });
  expect(ledger.size).toBe(0);
});

it("of a long file comes in several calls, and what is cut short goes on later", async () => {
  const { to, shop, ledger, calls, tick } = openShop();
  const rows = Array.from({ length: 2500 }, (_, n) => `disco;Disco ${n};Ana;10;LP-${n};${n + 1}`);
  shop.closesAfter = 1;
  const file = ["tipo;título;artista;preço;código;estoque", ...rows].join("\n");
  expect((await importCsv(file, { to })).body).toMatchObject({ created: 2500, failed: 0 });
  const taken = ledger.size;
  expect(taken).toBeGreaterThan(100);
  expect(taken).toBeLessThan(2500);
  shop.closesAfter = Infinity;
  await tick();
  expect(ledger.size).toBe(2500);
  expect([...ledger.values()].reduce((sum, quantity) => sum + quantity, 0)).toBe((2500 * 2501) / 2);
  expect(Math.max(...calls.map(({ bytes }) => bytes))).toBeLessThan(64 * 1024);
  expect(Math.max(...calls.map(({ items }) => items.length))).toBeLessThanOrEqual(1000);
  // What was refused is all that was sent twice.
  const refused = calls[1]!.items.length;
  expect(calls.reduce((sum, { items }) => sum + items.length, 0)).toBe(2500 + refused);
});
