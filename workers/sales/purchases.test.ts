import { describe, expect, it } from "vitest";
import {
  addProduct,
  api,
  available,
  db,
  once,
  reconcileAll,
  sell,
  send,
  shop,
  stocked,
} from "./test-sales.ts";
import { sql } from "drizzle-orm";

describe("POST /api/purchases", () => {
  it("takes the stock, at the prices of the moment", async () => {
    const lp = await stocked(5, { title: "Sorriso Negro", priceCents: 18_990 });
    const book = await stocked(2, { title: "Torto Arado", kind: "book", sku: null, priceCents: 6_490 });
    const { status, headers, body } = await api.post("/api/purchases", {
      clientId: 1,
      items: [
        { productId: lp, quantity: 2 },
        { productId: book, quantity: 1 },
      ],
      channel: "till",
    });
    expect(status).toBe(201);
    expect(headers.get("location")).toBe(`/api/purchases/${body.id}`);
    expect(headers.get("etag")).toBe('"1"');
    expect(body).toMatchObject({
      clientId: 1,
      channel: "till",
      items: [
        {
          productId: lp,
          title: "Sorriso Negro",
          kind: "record",
          priceCents: 18_990,
          quantity: 2,
          returned: 0,
          shortfall: 0,
        },
        { productId: book, title: "Torto Arado", sku: null, kind: "book", priceCents: 6_490, quantity: 1 },
      ],
      totalCents: 44_470,
      fulfilled: true,
      cancelled: false,
      by: { kind: "person", id: 1, name: "Dona Ivone Lara" },
    });
    shop.products.get(lp)!.priceCents = 1;
    expect((await api.get(headers.get("location")!)).body).toEqual(body);
    expect([await available(lp), await available(book)]).toEqual([3, 1]);
  });

  it("that is short of anything is stored, says of what, and takes nothing", async () => {
    const enough = await stocked(5);
    const few = await stocked(2);
    const purchase = await sell(1, [enough, 1], [few, 3]);
    expect(purchase).toMatchObject({
      fulfilled: false,
      fulfilledAt: null,
      items: [
        { productId: enough, shortfall: 0 },
        { productId: few, shortfall: 1 },
      ],
    });
    expect([await available(enough), await available(few)]).toEqual([5, 2]);
  });

  it("takes what system B sends: one product", async () => {
    const id = await stocked(1);
    const { status, body } = await api.post("/api/purchases", { clientId: 1, productId: id, quantity: 1 });
    expect([status, body.fulfilled, body.items.length]).toEqual([201, true, 1]);
  });

  it("takes a product that is named twice together", async () => {
    const id = await stocked(3);
    expect(await sell(1, [id, 2], [id, 2])).toMatchObject({
      fulfilled: false,
      items: [{ quantity: 4, shortfall: 1 }],
    });
  });

  it("names each client and product that can't be, and stores nothing", async () => {
    const gone = addProduct({ archived: true });
    const off = addProduct({ active: false });
    const count = async () => (await db.all<{ n: number }>(sql`select count(*) as n from purchases`))[0]!.n;
    const before = await count();
    const { status, body } = await api.post("/api/purchases", {
      clientId: 3,
      items: [
        { productId: gone, quantity: 1 },
        { productId: off, quantity: 1 },
        { productId: 999_999, quantity: 1 },
      ],
    });
    expect(status).toBe(422);
    expect(
      body.errors.map(({ pointer, code }: { pointer: string; code: string }) => [pointer, code]),
    ).toEqual([
      ["/clientId", "inactive"],
      ["/items/0/productId", "not_for_sale"],
      ["/items/1/productId", "not_for_sale"],
      ["/items/2/productId", "not_found"],
    ]);
    expect(
      (await api.post("/api/purchases", { clientId: 9, productId: off, quantity: 1 })).body.errors,
    ).toMatchObject([
      { pointer: "/clientId", code: "not_found" },
      { pointer: "/productId", code: "not_for_sale" },
    ]);
    expect(await count()).toBe(before);
  });

  it.each([
    ["no items", { clientId: 1 }, "/items", "required"],
    ["an empty basket", { clientId: 1, items: [] }, "/items", "too_small"],
    [
      "both forms",
      { clientId: 1, items: [{ productId: 1, quantity: 1 }], productId: 1 },
      "/productId",
      "ambiguous",
    ],
    ["none of something", { clientId: 1, productId: 1, quantity: 0 }, "/quantity", "too_small"],
    ["a half", { clientId: 1, productId: 1, quantity: 0.5 }, "/quantity", "type"],
    [
      "a price of its own",
      { clientId: 1, productId: 1, quantity: 1, priceCents: 1 },
      "/priceCents",
      "unknown",
    ],
  ])("with %s is refused", async (_, given, pointer, code) => {
    expect(await api.post("/api/purchases", given)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer, code }] },
    });
  });

  it("sent again is one purchase, also when its product isn't for sale any more", async () => {
    const id = await stocked(5);
    const given = { clientId: 1, productId: id, quantity: 2 };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => once("again-1", "/api/purchases", given)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(await available(id)).toBe(3);
    await api.post(`/api/purchases/${answers[0]!.body.id}/cancel`, { reason: "x" });
    shop.products.get(id)!.active = false;
    const later = await once("again-1", "/api/purchases", given);
    expect(later).toMatchObject({ status: 201, body: answers[0]!.body });
    expect(later.headers.get("idempotent-replayed")).toBe("true");
    shop.down.add("clients");
    expect((await once("again-1", "/api/purchases", given)).status).toBe(201);
    shop.down.clear();
    expect(await once("again-1", "/api/purchases", { ...given, quantity: 1 })).toMatchObject({
      status: 422,
      body: { code: "idempotency-mismatch" },
    });
  });

  it("says so when a service it needs can't answer, and stores nothing", async () => {
    const id = await stocked(1);
    shop.down.add("catalog");
    expect(await api.post("/api/purchases", { clientId: 1, productId: id, quantity: 1 })).toMatchObject({
      status: 502,
      body: { code: "service-failed" },
    });
    shop.down.clear();
    expect(await available(id)).toBe(1);
  });
});

describe("POST /api/purchases/{id}/cancel", () => {
  it("gives back what was taken, once", async () => {
    const id = await stocked(5);
    const purchase = await sell(1, [id, 3]);
    const path = `/api/purchases/${purchase.id}/cancel`;
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => api.post(path, { reason: "Wrong edition" })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([
      200,
      ...Array.from({ length: 9 }, () => 409),
    ]);
    expect(answers.find(({ status }) => status === 409)!.body.errors).toMatchObject([{ code: "cancelled" }]);
    expect(answers.find(({ status }) => status === 200)!.body).toMatchObject({
      cancelled: true,
      cancelReason: "Wrong edition",
      fulfilled: true,
      version: 2,
    });
    expect(await available(id)).toBe(5);
  });

  it("of one that took nothing gives nothing back", async () => {
    const id = await stocked(1);
    const purchase = await sell(1, [id, 3]);
    expect((await api.post(`/api/purchases/${purchase.id}/cancel`, { reason: "x" })).status).toBe(200);
    expect(await available(id)).toBe(1);
    expect(await api.post(`/api/purchases/${purchase.id}/fulfil`, {})).toMatchObject({
      status: 409,
      body: { errors: [{ code: "not_waiting" }] },
    });
  });

  it("with the same key answers the same", async () => {
    const id = await stocked(1);
    const { id: purchase } = await sell(1, [id, 1]);
    const first = await once("cancel-1", `/api/purchases/${purchase}/cancel`, { reason: "x" });
    expect(await once("cancel-1", `/api/purchases/${purchase}/cancel`, { reason: "x" })).toMatchObject({
      status: 200,
      body: first.body,
    });
  });

  it("needs a purchase, and a reason", async () => {
    expect((await api.post("/api/purchases/999999/cancel", { reason: "x" })).status).toBe(404);
    expect((await once("none", "/api/purchases/999999/cancel", { reason: "x" })).status).toBe(404);
    expect((await once("none", "/api/purchases/999999/cancel", { reason: "x" })).status).toBe(404);
    const { id } = await sell(1, [await stocked(1), 1]);
    expect((await api.post(`/api/purchases/${id}/cancel`, {})).status).toBe(422);
  });
});

describe("POST /api/purchases/{id}/returns", () => {
  it("takes some back, and a cancel the rest", async () => {
    const a = await stocked(5, { priceCents: 1000 });
    const b = await stocked(5, { priceCents: 300 });
    const { id } = await sell(1, [a, 3], [b, 2]);
    const back = await api.post(`/api/purchases/${id}/returns`, {
      items: [{ productId: a, quantity: 2 }],
      reason: "A scratch",
    });
    expect(back).toMatchObject({
      status: 200,
      body: { returnedCents: 2000, totalCents: 3600, items: [{ returned: 2 }, { returned: 0 }] },
    });
    expect([await available(a), await available(b)]).toEqual([4, 3]);
    await api.post(`/api/purchases/${id}/cancel`, { reason: "x" });
    expect([await available(a), await available(b)]).toEqual([5, 5]);
    const { body } = await api.get(`/api/purchases/${id}/audit`);
    expect(body.items).toMatchObject([
      { action: "cancelled", changes: [{ field: "reason", to: "x" }] },
      {
        action: "returned",
        changes: [
          { field: "reason", to: "A scratch" },
          { field: `item:${a}`, to: 2 },
        ],
      },
      { action: "created" },
    ]);
  });

  it("of more than was bought, of others, or of what wasn't sold is refused, and nothing moves", async () => {
    const a = await stocked(5);
    const other = await stocked(5);
    const { id } = await sell(1, [a, 2]);
    const back = (purchase: number, productId: number, quantity: number) =>
      api.post(`/api/purchases/${purchase}/returns`, { items: [{ productId, quantity }] });
    expect(await back(id, a, 3)).toMatchObject({ status: 409, body: { errors: [{ code: "too_many" }] } });
    expect(await back(id, other, 1)).toMatchObject({
      status: 422,
      body: { errors: [{ code: "not_found" }] },
    });
    expect((await back(999_999, a, 1)).status).toBe(404);
    const waiting = await sell(1, [a, 9]);
    expect(await back(waiting.id, a, 1)).toMatchObject({
      status: 409,
      body: { errors: [{ code: "not_fulfilled" }] },
    });
    expect([await available(a), await available(other)]).toEqual([3, 5]);
    expect((await api.get(`/api/purchases/${id}`)).body.version).toBe(1);
  });
});

describe("POST /api/purchases/{id}/fulfil", () => {
  it("takes the stock once there is enough", async () => {
    const id = await stocked(1, { title: "Clube da Esquina" });
    const purchase = await sell(1, [id, 3]);
    const path = `/api/purchases/${purchase.id}/fulfil`;
    expect(await api.post(path, {})).toMatchObject({
      status: 409,
      body: {
        errors: [
          {
            pointer: "/items/0",
            code: "too_few",
            detail: "Of Clube da Esquina there are 1, and it takes 3.",
          },
        ],
      },
    });
    await api.post(`/api/stock/${id}/movements`, { delta: 4, reason: "received" });
    expect(await send("POST", path, {})).toMatchObject({
      status: 200,
      body: { fulfilled: true, fulfilledAt: expect.any(String), items: [{ shortfall: 0 }] },
    });
    expect(await available(id)).toBe(2);
    expect(await api.post(path, {})).toMatchObject({
      status: 409,
      body: { errors: [{ code: "not_waiting" }] },
    });
  });
});

it("leaves a ledger that agrees with the stock", async () => {
  expect((await reconcileAll()).mismatches).toEqual([]);
});
