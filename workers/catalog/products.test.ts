import { describe, expect, it } from "vitest";
import { api, BOOK, create, OTHER, RECORD } from "./test-catalog.ts";

const REST = {
  cover: null,
  archivedAt: null,
  version: 1,
  createdAt: expect.stringMatching(/^20\d\d-.+Z$/),
  updatedAt: expect.stringMatching(/^20\d\d-.+Z$/),
};

describe("POST /api/products", () => {
  it("stores a record", async () => {
    const more = { sku: " lp-0042 ", genre: "Samba", year: 1981, label: "WEA", format: "LP" };
    const { status, body, headers } = await api.post("/api/products", { ...RECORD, ...more });
    expect(status).toBe(201);
    expect(headers.get("location")).toBe(`/api/products/${body.id}`);
    expect(headers.get("etag")).toBe('"1"');
    expect(body).toEqual({
      id: expect.any(Number),
      kind: "record",
      title: "Sorriso Negro",
      sku: "LP-0042",
      ean: null,
      priceCents: 18_990,
      currency: "BRL",
      active: true,
      artist: "Dona Ivone Lara",
      genre: "Samba",
      year: 1981,
      label: "WEA",
      format: "LP",
      ...REST,
    });
    expect((await api.get(`/api/products/${body.id}`)).body).toEqual(body);
  });

  it("stores a book, its ISBN as 13 digits", async () => {
    const more = { isbn: "0-306-40615-2", ean: "9780306406157", pages: 264, active: false };
    const { body } = await api.post("/api/products", { ...BOOK, ...more });
    expect(body).toEqual({
      id: expect.any(Number),
      ...BOOK,
      sku: null,
      ean: "9780306406157",
      currency: "BRL",
      active: false,
      genre: null,
      year: null,
      isbn: "9780306406157",
      publisher: null,
      pages: 264,
      ...REST,
    });
  });

  it("stores any other product", async () => {
    const more = { brand: "Audio-Técnica", description: "Cerdas de carbono.\nSem água." };
    const { body } = await api.post("/api/products", { ...OTHER, ...more, currency: "BRL", sku: null });
    expect(body).toEqual({
      id: expect.any(Number),
      ...OTHER,
      sku: null,
      ean: null,
      currency: "BRL",
      active: true,
      ...more,
      ...REST,
    });
  });

  it.each([
    ["no kind", { ...OTHER, kind: undefined }, "/kind", "required", "This is required."],
    [
      "a kind that is none",
      { ...OTHER, kind: "game" },
      "/kind",
      "invalid",
      "Invalid discriminator value. Expected 'record' | 'book' | 'product'.",
    ],
    ["no title", { ...OTHER, title: undefined }, "/title", "required", "This is required."],
    ["a record without artist", { ...RECORD, artist: undefined }, "/artist", "required", "This is required."],
    ["a book without author", { ...BOOK, author: undefined }, "/author", "required", "This is required."],
    ["an artist of a book", { ...BOOK, artist: "X" }, "/artist", "unknown", "There is no such field."],
    ["a genre of a product", { ...OTHER, genre: "X" }, "/genre", "unknown", "There is no such field."],
    ["half a cent", { ...OTHER, priceCents: 0.5 }, "/priceCents", "type", "This must be of type int."],
    ["a price below zero", { ...OTHER, priceCents: -1 }, "/priceCents", "too_small", expect.any(String)],
    ["a huge price", { ...OTHER, priceCents: 100_000_001 }, "/priceCents", "too_big", expect.any(String)],
    ["another currency", { ...OTHER, currency: "USD" }, "/currency", "invalid", expect.any(String)],
    ["a year to come", { ...RECORD, year: 2101 }, "/year", "too_big", expect.any(String)],
    ["a wrong ISBN", { ...BOOK, isbn: "0306406153" }, "/isbn", "isbn", "This is no valid ISBN."],
    [
      "a wrong EAN",
      { ...OTHER, ean: "7891000100104" },
      "/ean",
      "ean",
      "This is no valid EAN: it has 8, 12, 13 or 14 digits, the last of which checks the others.",
    ],
    ["a control character", { ...OTHER, title: "a\u0000b" }, "/title", "characters", expect.any(String)],
  ])("refuses %s, and stores nothing", async (_, product, pointer, code, detail) => {
    const before = (await api.get("/api/products?limit=100")).body.items.length;
    const { status, body } = await api.post("/api/products", product);
    expect(status).toBe(422);
    expect(body.errors).toEqual([{ pointer, code, detail }]);
    expect((await api.get("/api/products?limit=100")).body.items.length).toBe(before);
  });

  it("refuses a SKU that another has, in whatever case, but not an EAN", async () => {
    await create({ ...OTHER, sku: "A-1", ean: "7891000100103" });
    await create({ ...OTHER, ean: "7891000100103" });
    expect(await api.post("/api/products", { ...OTHER, sku: "a-1" })).toMatchObject({
      status: 409,
      body: { errors: [{ pointer: "/sku", code: "taken" }] },
    });
  });

  it("makes one product of equal requests under one key, and gives all the same answer", async () => {
    const headers = { "content-type": "application/json", "idempotency-key": "ten" };
    const json = JSON.stringify({ ...RECORD, title: "Once", sku: "ONCE", year: 1981, active: false });
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => api.send("POST", "/api/products", json, headers)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect((await api.get("/api/products?title=once")).body.items).toEqual([answers[0]!.body]);
  });
});

describe("GET /api/products/{id}", () => {
  it("answers 304 to who has it already", async () => {
    const { path } = await create(BOOK);
    expect((await api.send("GET", path, undefined, { "if-none-match": '"1"' })).status).toBe(304);
    expect((await api.send("GET", path, undefined, { "if-none-match": '"0"' })).status).toBe(200);
  });

  it("is 404 for one that isn't there", async () => {
    expect(await api.get("/api/products/987654")).toMatchObject({ status: 404, body: { code: "not-found" } });
  });
});
