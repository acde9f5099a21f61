import { SELF } from "cloudflare:test";
import { hc } from "hono/client";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { api, BOOK, create, db, OTHER, patch, RECORD, remove, sell, titles } from "./test-catalog.ts";
import type { CatalogApi } from "./main.ts";

const found = async (search: string) => titles((await api.get(`/api/products?search=${search}`)).body.items);

describe("PATCH /api/products/{id}", () => {
  it("changes what is given and nothing else, and makes it the next version", async () => {
    const product = await create({ ...RECORD, sku: "E-1", genre: "Samba", year: 1981 });
    const { status, body, headers } = await patch(product.path, 1, { genre: null, priceCents: 9_990 });
    expect(status).toBe(200);
    expect(headers.get("etag")).toBe('"2"');
    const { path: _, ...before } = product;
    expect(body).toEqual({
      ...before,
      genre: null,
      priceCents: 9_990,
      version: 2,
      updatedAt: expect.any(String),
    });
    expect((await api.get(product.path)).body).toEqual(body);
  });

  it("is found by its new words, by the old ones no more, and by those of other fields still", async () => {
    const { path } = await create({ ...RECORD, title: "Primeiro Título", sku: "TROCA-1" });
    await patch(path, 1, { title: "Segundo Título" });
    expect(await found("segundo")).toEqual(["Segundo Título"]);
    expect(await found("primeiro")).toEqual([]);
    expect(await found("troca+ivone")).toEqual(["Segundo Título"]);
    await patch(path, 2, { sku: null });
    expect(await found("troca")).toEqual([]);
  });

  it("refuses an edit of an older version, shows the newer one, and changes nothing", async () => {
    const { path } = await create(BOOK);
    const { body: newer } = await patch(path, 1, { pages: 264 });
    const stale = await patch(path, 1, { title: "Antigo", author: "Outro" });
    expect(stale).toMatchObject({ status: 412, body: { code: "precondition-failed", current: newer } });
    expect((await api.get(path)).body).toEqual(newer);
    expect(await found("antigo")).toEqual([]);
    expect((await api.get(`${path}/audit`)).body.items).toHaveLength(2);
  });

  it("lets one of many concurrent edits through, and tells the others", async () => {
    const { id, path } = await create(RECORD);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => patch(path, 1, { title: `Versão ${index}` })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([
      200,
      ...Array.from({ length: 9 }, () => 412),
    ]);
    const { body } = await api.get(path);
    const words = await db.all<{ word: string }>(
      sql`select word from product_words where product_id = ${id} and field = 'title' order by word desc`,
    );
    expect(words.map(({ word }) => word)).toEqual(["versao", body.title.split(" ")[1]]);
    expect((await api.get(`${path}/audit`)).body.items).toHaveLength(2);
  });

  it.each([
    ["an artist", BOOK, { artist: "X" }, "/artist", "unknown"],
    ["an author, and of an old version", RECORD, { author: "X", title: "Y" }, "/author", "unknown"],
    ["a genre", OTHER, { genre: null }, "/genre", "unknown"],
    ["another kind", BOOK, { kind: "record", title: "Y" }, "/kind", "fixed"],
    ["nothing", BOOK, {}, "", "empty"],
    ["nothing but its kind", BOOK, { kind: "book" }, "", "empty"],
    ["no author", BOOK, { author: null }, "/author", "type"],
    ["an archive", BOOK, { archived: true }, "/archived", "invalid"],
    ["opening stock", BOOK, { stock: 3, pages: 5 }, "/stock", "unknown"],
  ])("refuses %s of a product", async (_, product, changes, pointer, code) => {
    const { path } = await create(product);
    const before = await api.get(path);
    for (const version of [1, 9]) {
      const { status, body } = await patch(path, version, changes);
      expect(status).toBe(422);
      expect(body.errors).toMatchObject([{ pointer, code }]);
    }
    expect((await api.get(path)).body).toEqual(before.body);
  });

  it("takes the kind that it is", async () => {
    const { path } = await create(BOOK);
    expect(await patch(path, 1, { kind: "book", pages: 10 })).toMatchObject({
      status: 200,
      body: { pages: 10 },
    });
  });

  it("wants to know the version, and that there is such a product", async () => {
    expect(await api.send("DELETE", (await create(BOOK)).path)).toMatchObject({ status: 428 });
    expect(await patch("/api/products/987654", 1, { title: "X" })).toMatchObject({ status: 404 });
    expect(await remove("/api/products/987654")).toMatchObject({ status: 404 });
  });

  it("can't take another's SKU", async () => {
    await create({ ...OTHER, sku: "TAKEN" });
    const { path } = await create({ ...OTHER, title: "Sem código" });
    expect(await patch(path, 1, { sku: "taken", title: "Com código" })).toMatchObject({
      status: 409,
      body: { errors: [{ pointer: "/sku", code: "taken" }] },
    });
    expect((await api.get(path)).body).toMatchObject({ title: "Sem código", sku: null, version: 1 });
    expect(await found("com+codigo")).toEqual([]);
  });
});

describe("DELETE /api/products/{id}", () => {
  it("deletes what was never sold, with its words, and not an older version of it", async () => {
    const { id, path } = await create({ ...RECORD, title: "Efêmero", sku: "GONE" });
    await patch(path, 1, { year: 1999 });
    expect(await remove(path, 1)).toMatchObject({ status: 412, body: { current: { year: 1999 } } });
    expect(await found("efemero")).toEqual(["Efêmero"]);
    expect(await remove(path, 2)).toMatchObject({ status: 204, body: "" });
    expect((await api.get(path)).status).toBe(404);
    expect(await db.all(sql`select * from product_words where product_id = ${id}`)).toEqual([]);
    expect((await create({ ...RECORD, sku: "gone" })).id).toBeGreaterThan(id);
  });

  it("archives what was sold: out of lists, kept as it is, until it is brought back", async () => {
    const { id, path } = await create({ ...RECORD, title: "Vendido", genre: "Vendidos" });
    await sell(id);
    const archived = await remove(path);
    expect(archived).toMatchObject({ status: 200, body: { id, archivedAt: expect.any(String), version: 2 } });
    expect(archived.headers.get("etag")).toBe('"2"');
    expect((await api.get(path)).body).toEqual(archived.body);
    expect(await found("vendido")).toEqual([]);
    expect(titles((await api.get("/api/products?archived=true&search=vendido")).body.items)).toEqual([
      "Vendido",
    ]);
    expect((await api.get("/api/products/facet-values?facet=genre&prefix=vendidos")).body.items).toEqual([]);

    expect(await remove(path, 2)).toMatchObject({ status: 200, body: archived.body });
    expect(await patch(path, 2, { title: "Y" })).toMatchObject({ status: 409, body: { code: "conflict" } });
    expect(await patch(path, 1, { archived: false })).toMatchObject({ status: 412 });
    const restored = await patch(path, 2, { archived: false, title: "De volta" });
    expect(restored).toMatchObject({
      status: 200,
      body: { title: "De volta", archivedAt: null, version: 3 },
    });
    expect(await found("volta")).toEqual(["De volta"]);
    expect(await remove(path, 3)).toMatchObject({ status: 200, body: { archivedAt: expect.any(String) } });
  });

  it("never loses the history of a sale that comes at the same time", async () => {
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const { id, path } = await create(OTHER);
      const [removed, sold] = await Promise.all([remove(path), sell(id)]);
      const isSold = sold.body.items.some((item: { archived: boolean }) => !item.archived);
      // Either it was sold and is archived, or it was gone before it could be.
      expect(removed.status).toBe(isSold ? 200 : 204);
      expect((await api.get(path)).status).toBe(isSold ? 200 : 404);
    }
  });
});

describe("POST /internal/products/sold", () => {
  it("answers the products there are, and makes only those sold that may be", async () => {
    const record = await create({ ...RECORD, sku: "LP-0042" });
    const idle = await create({ ...BOOK, active: false });
    const answer = await sell(record.id, idle.id, 987_654, record.id);
    expect(answer.status).toBe(200);
    expect(answer.body.items).toEqual([
      {
        id: record.id,
        title: "Sorriso Negro",
        sku: "LP-0042",
        kind: "record",
        priceCents: 18_990,
        active: true,
        archived: false,
      },
      {
        id: idle.id,
        title: "Torto Arado",
        sku: null,
        kind: "book",
        priceCents: 6_490,
        active: false,
        archived: false,
      },
    ]);
    expect((await sell(record.id)).body.items).toEqual([answer.body.items[0]]);
    expect((await api.get(record.path)).body).toMatchObject({ version: 1 });
    expect((await remove(idle.path)).status).toBe(204);
    expect((await remove(record.path)).status).toBe(200);
  });

  it("takes a thousand at once", async () => {
    const ids = Array.from({ length: 1000 }, (_, index) => index + 1);
    expect((await sell(...ids)).status).toBe(200);
    expect((await sell()).status).toBe(422);
  });

  it("can be called by another service, with nobody asking", async () => {
    const { id } = await create({ ...RECORD, sku: "LP-0043" });
    const products = hc<CatalogApi>("http://catalog", { fetch: SELF.fetch.bind(SELF) }).internal.products;
    const response = await products.sold.$post({ json: { ids: [id, 987_654] } });
    const { items } = await response.json();
    const [{ sku, priceCents } = { sku: null, priceCents: 0 }] = items;
    expect([items.length, sku, priceCents]).toEqual([1, "LP-0043", 18_990]);
  });
});
