import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import {
  addProduct,
  api,
  available,
  db,
  move,
  once,
  reconcileAll,
  sell,
  send,
  shop,
  stocked,
} from "./test-sales.ts";

const patch = (productId: number, version: number, json: unknown) =>
  send("PATCH", `/api/stock/${productId}`, json, { "if-match": `"${version}"` });

describe("GET /api/stock/{productId}", () => {
  it("tells how many there are, none of what never had any, and 404 of what there isn't", async () => {
    const id = await stocked(7);
    const { status, headers, body } = await api.get(`/api/stock/${id}`);
    expect([status, headers.get("etag")]).toEqual([200, '"1"']);
    expect(body).toEqual({
      productId: id,
      available: 7,
      lowAt: null,
      low: false,
      version: 1,
      updatedAt: expect.any(String),
    });
    const none = addProduct();
    expect((await api.get(`/api/stock/${none}`)).body).toEqual({
      productId: none,
      available: 0,
      lowAt: null,
      low: false,
      version: 0,
      updatedAt: null,
    });
    expect((await api.get("/api/stock/987654")).status).toBe(404);
  });
});

describe("POST /api/stock/{productId}/movements", () => {
  it("receives, writes off and corrects, and tells it in the history", async () => {
    const id = addProduct();
    const path = `/api/stock/${id}/movements`;
    const received = await api.post(path, { delta: 10, reason: "received", note: "Invoice 1042" });
    expect(received).toMatchObject({
      status: 201,
      body: {
        productId: id,
        delta: 10,
        reason: "received",
        note: "Invoice 1042",
        available: 10,
        purchaseId: null,
      },
    });
    await api.post(path, { delta: -2, reason: "lost" });
    await api.post(path, { delta: 1, reason: "corrected", note: "Counted" });
    const purchase = await sell(1, [id, 3]);
    await api.post(`/api/purchases/${purchase.id}/cancel`, { reason: "x" });
    const { body } = await api.get(path);
    expect(
      body.items.map(
        (item: { reason: string; delta: number; available: number; purchaseId: number | null }) => [
          item.reason,
          item.delta,
          item.available,
          item.purchaseId,
        ],
      ),
    ).toEqual([
      ["cancelled", 3, 9, purchase.id],
      ["sold", -3, 6, purchase.id],
      ["corrected", 1, 9, null],
      ["lost", -2, 8, null],
      ["received", 10, 10, null],
    ]);
    expect(body.items[0].by).toEqual({ kind: "person", id: 1, name: "Dona Ivone Lara" });
    const first = await api.get(`${path}?limit=2`);
    const second = await api.get(`${path}?limit=3&cursor=${first.body.nextCursor}`);
    expect([...first.body.items, ...second.body.items]).toEqual(body.items);
    expect(second.body.nextCursor).toBeNull();
  });

  it("never leaves fewer than none", async () => {
    const id = await stocked(2);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => api.post(`/api/stock/${id}/movements`, { delta: -1, reason: "lost" })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 201, 409, 409, 409]);
    expect(answers.find(({ status }) => status === 409)!.body.errors).toMatchObject([
      { pointer: "/delta", code: "too_few" },
    ]);
    expect(await available(id)).toBe(0);
  });

  it("sent again moves once", async () => {
    const id = addProduct();
    const path = `/api/stock/${id}/movements`;
    const given = { delta: 4, reason: "received" };
    const [first, second] = await Promise.all([once("move-1", path, given), once("move-1", path, given)]);
    expect(first.body).toEqual(second.body);
    shop.products.delete(id);
    expect(await once("move-1", path, given)).toMatchObject({ status: 201, body: first.body });
    expect(await available(id)).toBe(4);
  });

  it.each([
    ["nothing to move", { delta: 0, reason: "corrected", note: "x" }, "/delta", "zero"],
    ["less than nothing received", { delta: -1, reason: "received" }, "/delta", "sign"],
    ["more than nothing lost", { delta: 1, reason: "lost" }, "/delta", "sign"],
    ["a correction without a word", { delta: 1, reason: "corrected" }, "/note", "required"],
    ["what only a purchase does", { delta: -1, reason: "sold" }, "/reason", "invalid"],
  ])("with %s is refused", async (_, given, pointer, code) => {
    const id = await stocked(5);
    expect(await api.post(`/api/stock/${id}/movements`, given)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer, code }] },
    });
    expect(await available(id)).toBe(5);
  });

  it("needs a product", async () => {
    const path = "/api/stock/987654/movements";
    expect((await api.post(path, { delta: 1, reason: "received" })).status).toBe(404);
    expect((await api.get(path)).status).toBe(404);
  });
});

describe("low stock", () => {
  it("is told when it becomes so, once each time", async () => {
    const id = await stocked(6);
    expect(await patch(id, 1, { lowAt: 4 })).toMatchObject({
      status: 200,
      body: { lowAt: 4, low: false, available: 6, version: 2 },
    });
    const low = async () =>
      (await api.get("/api/stock?low=true")).body.items.map((item: { productId: number }) => item.productId);
    expect(await low()).not.toContain(id);
    await sell(1, [id, 2]);
    expect(await low()).toContain(id);
    await sell(1, [id, 1]);
    await move(id, 5);
    expect(await low()).not.toContain(id);
    await sell(1, [id, 6]);
    const told = await db.all<{ data: string }>(
      sql`select data from events where type = 'stock.low' and data ->> 'productId' = ${id} order by id`,
    );
    expect(told.map(({ data }) => JSON.parse(data))).toEqual([
      { productId: id, available: 4, lowAt: 4 },
      { productId: id, available: 2, lowAt: 4 },
    ]);
  });

  it("is set of the version that was seen, also before there was any", async () => {
    const id = addProduct();
    expect((await patch(id, 0, { lowAt: 2 })).body).toMatchObject({
      available: 0,
      lowAt: 2,
      low: true,
      version: 1,
    });
    await move(id, 5);
    expect(await patch(id, 1, { lowAt: 3 })).toMatchObject({
      status: 412,
      body: { current: { available: 5, lowAt: 2, version: 2 } },
    });
    expect((await patch(id, 2, { lowAt: null })).body).toMatchObject({ lowAt: null, low: false });
    expect((await send("PATCH", `/api/stock/${id}`, { lowAt: 1 })).status).toBe(428);
  });
});

describe("GET /api/stock", () => {
  it("pages by product, or tells those that are asked for", async () => {
    const [a, b, c] = [await stocked(1), await stocked(2), addProduct()];
    const { body } = await api.get(`/api/stock?ids=${c},${b},${a}`);
    expect(body.items).toMatchObject([
      { productId: a, available: 1 },
      { productId: b, available: 2 },
    ]);
    const all: number[] = [];
    for (let cursor = ""; ;) {
      const page = await api.get(`/api/stock?limit=3${cursor}`);
      all.push(...page.body.items.map((item: { productId: number }) => item.productId));
      if (page.body.nextCursor === null) break;
      cursor = `&cursor=${page.body.nextCursor}`;
    }
    expect(all).toEqual([...new Set(all)].toSorted((one, other) => one - other));
    expect(all).toEqual(expect.arrayContaining([a, b]));
    const csv = await api.get("/api/stock.csv");
    expect(csv.body.split("\r\n").slice(0, 1)).toEqual(["productId,available,lowAt,low,updatedAt"]);
    expect(csv.body).toContain(`\r\n${b},2,,false,`);
  });
});

describe("POST /internal/stock/opening", () => {
  it("is each product's first movement, however often it is sent", async () => {
    const [a, b] = [addProduct(), addProduct()];
    const by = { kind: "person", id: 4, name: "Elza Soares" };
    const at = "2026-11-23T14:05:00.000Z";
    const items = [
      { productId: a, quantity: 5, at, by },
      { productId: b, quantity: 2, at, by },
    ];
    await api.post("/internal/stock/opening", { items: items.slice(0, 1) });
    await Promise.all([1, 2, 3].map(() => api.post("/internal/stock/opening", { items })));
    expect([await available(a), await available(b)]).toEqual([5, 2]);
    expect((await api.get(`/api/stock/${b}/movements`)).body.items).toMatchObject([
      { reason: "opening", delta: 2, available: 2, by, createdAt: at },
    ]);
  });
});

describe("the ledger", () => {
  it("can't be rewritten", async () => {
    await stocked(1);
    const refused = async (statement: string) =>
      db.run(sql.raw(statement)).then(
        () => "done",
        (error: Error) => String((error.cause as Error | undefined)?.message ?? error.message),
      );
    expect(await refused("delete from movements")).toContain("append-only");
    expect(await refused("update movements set delta = delta + 1")).toContain("append-only");
    expect(await refused("update stock set available = -1")).toContain("stock_available");
  });

  it("shows what doesn't agree, over as many steps as it takes", async () => {
    const wrong = await stocked(3);
    const long = await stocked(1);
    await db.run(sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < 12000)
      insert into movements (product_id, delta, reason, note, available, by_kind, by_name)
      select ${long}, 1, 'corrected', 'n', i + 1, 'setup', 'Set-up' from n`);
    const after = await stocked(2);
    expect(await available(long)).toBe(12_001);
    const before = await reconcileAll();
    expect(before.mismatches).toEqual([]);
    await db.run(sql`update stock set available = 4 where product_id = ${wrong}`);
    const { mismatches, checked } = await reconcileAll();
    expect(mismatches).toEqual([{ productId: wrong, available: 4, movements: 3 }]);
    expect(checked).toEqual(before.checked);
    const [counted] = await db.all<{ products: number; movements: number }>(
      sql`select (select count(*) from stock) as products, (select count(*) from movements) as movements`,
    );
    expect(checked).toEqual(counted);
    expect(after).toBeGreaterThan(long);
    await db.run(sql`update stock set available = 3 where product_id = ${wrong}`);
  });
});
