import { beforeAll, describe, expect, it } from "vitest";
import { api, BOOK, create, OTHER, RECORD, remove, sell } from "./test-catalog.ts";

/** Products 1 to 3: the second isn't for sale, the third is archived. */
beforeAll(async () => {
  await create({ ...RECORD, sku: "LP-1" });
  await create({ ...BOOK, active: false });
  const { id, path } = await create(OTHER);
  await sell(id);
  await remove(path);
});

describe("GET /api/products?ids=", () => {
  it("finds those that there are, archived ones too", async () => {
    const { status, headers, body } = await api.get("/api/products?ids=3,987654,2,1,2");
    expect(status).toBe(200);
    expect(headers.get("link")).toBeNull();
    expect(body).toMatchObject({
      items: [
        { id: 1, title: "Sorriso Negro", archivedAt: null },
        { id: 2, title: "Torto Arado", active: false },
        { id: 3, title: "Escova de vinil", archivedAt: expect.any(String) },
      ],
      nextCursor: null,
    });
  });

  it("takes up to a hundred", async () => {
    const ids = Array.from({ length: 101 }, (_, index) => index + 1);
    expect((await api.get(`/api/products?ids=${ids.slice(1).join()}`)).body.items).toHaveLength(2);
    expect(await api.get(`/api/products?ids=${ids.join()}`)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "/ids", code: "too_many" }] },
    });
  });

  it.each([
    ["ids=1,x", "/ids"],
    ["ids=", "/ids"],
    ["ids=1&search=a", "/search"],
    ["ids=1&sort=title", "/sort"],
    ["ids=1&archived=false", "/archived"],
    ["ids=1&limit=5", "/limit"],
    ["ids=1&cursor=a", "/cursor"],
  ])("refuses %s", async (query, pointer) => {
    expect(await api.get(`/api/products?${query}`)).toMatchObject({
      status: 400,
      body: { code: "invalid-parameter", errors: [{ pointer }] },
    });
  });
});
