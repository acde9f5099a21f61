import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { api, create, db, patch, RECORD, remove, sell } from "./test-catalog.ts";

const by = { kind: "person", id: 1, name: "Dona Ivone Lara" };

const trail = async (path: string) => (await api.get(`${path}/audit`)).body.items;

it("tells who changed a product and what from what to what, newest first", async () => {
  const { path } = await create({ ...RECORD, year: 1981 });
  await patch(path, 1, { title: "Sorriso Negro", priceCents: 9_990, year: null, active: false });
  expect(await trail(path)).toEqual([
    {
      id: expect.any(Number),
      action: "edited",
      by,
      changes: [
        { field: "priceCents", from: 18_990, to: 9_990 },
        { field: "active", from: true, to: false },
        { field: "year", from: 1981, to: null },
      ],
      createdAt: expect.stringMatching(/^20\d\d-/),
    },
    {
      id: expect.any(Number),
      action: "created",
      by,
      changes: [
        { field: "title", from: null, to: "Sorriso Negro" },
        { field: "priceCents", from: null, to: 18_990 },
        { field: "currency", from: null, to: "BRL" },
        { field: "active", from: null, to: true },
        { field: "artist", from: null, to: "Dona Ivone Lara" },
        { field: "year", from: null, to: 1981 },
      ],
      createdAt: expect.stringMatching(/^20\d\d-/),
    },
  ]);
});

it("tells that one was archived and brought back, each once", async () => {
  const { id, path } = await create(RECORD);
  await sell(id);
  await remove(path, 1);
  await remove(path, 2);
  await patch(path, 2, { archived: false, title: "De volta" });
  await patch(path, 3, { archived: false });
  expect(await trail(path)).toMatchObject([
    { action: "edited", changes: [] },
    { action: "restored", changes: [{ field: "title", from: "Sorriso Negro", to: "De volta" }] },
    { action: "archived", changes: [] },
    { action: "created" },
  ]);
});

it("stays, of a product that was deleted, and says what it was", async () => {
  const { path } = await create({ ...RECORD, sku: "LP-1" });
  await remove(path);
  expect(await trail(path)).toMatchObject([
    {
      action: "deleted",
      changes: [
        { field: "title", from: "Sorriso Negro", to: null },
        { field: "sku", from: "LP-1", to: null },
        { field: "priceCents", from: 18_990, to: null },
        { field: "currency", from: "BRL", to: null },
        { field: "active", from: true, to: null },
        { field: "artist", from: "Dona Ivone Lara", to: null },
      ],
    },
    { action: "created" },
  ]);
});

it("is of no product that never was", async () => {
  expect(await api.get("/api/products/987654/audit")).toMatchObject({
    status: 404,
    body: { code: "not-found" },
  });
});

it("can't be rewritten", async () => {
  await create(RECORD);
  await expect(db.run(sql`delete from audit`)).rejects.toThrow(Error);
  await expect(db.run(sql`update audit set action = 'nothing'`)).rejects.toThrow(Error);
});
