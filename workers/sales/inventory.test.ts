import { expect, it } from "vitest";
import { api, sell, shop, stocked } from "./test-sales.ts";

const of = async (path: string) =>
  (await api.get(path)).body.items.map((item: { clientId: number; productId: number; quantity: number }) => [
    item.clientId,
    item.productId,
    item.quantity,
  ]);

it("tells which client holds which products, net of what was cancelled or came back", async () => {
  shop.clients.set(81, "active").set(82, "active").set(83, "active");
  const [disc, book] = [await stocked(20), await stocked(5, { title: "Torto Arado" })];
  const first = await sell(81, [disc, 2], [book, 1]);
  const second = await sell(81, [disc, 3]);
  await sell(82, [disc, 1]);
  const waits = await sell(83, [book, 99]);
  expect(await of("/api/clients/81/inventory")).toEqual([
    [81, disc, 5],
    [81, book, 1],
  ]);
  await api.post(`/api/purchases/${first.id}/returns`, {
    items: [
      { productId: disc, quantity: 1 },
      { productId: book, quantity: 1 },
    ],
  });
  expect(await of("/api/clients/81/inventory")).toEqual([[81, disc, 4]]);
  await api.post(`/api/purchases/${second.id}/cancel`, { reason: "x" });
  expect(await of("/api/clients/81/inventory")).toEqual([[81, disc, 1]]);
  expect(await of("/api/clients/83/inventory")).toEqual([]);
  await api.post(`/api/stock/${book}/movements`, { delta: 100, reason: "received" });
  await api.post(`/api/purchases/${waits.id}/fulfil`, {});
  expect(await of("/api/clients/83/inventory")).toEqual([[83, book, 99]]);
  expect(await of(`/api/inventory?productId=${disc}`)).toEqual([
    [81, disc, 1],
    [82, disc, 1],
  ]);
  expect(await of(`/api/inventory?productId=${disc}&clientId=82`)).toEqual([[82, disc, 1]]);

  const page = await api.get("/api/inventory?limit=2");
  expect(page.body.items).toMatchObject([
    { clientId: 81, productId: disc, quantity: 1 },
    { clientId: 82, productId: disc, quantity: 1 },
  ]);
  expect(await of(`/api/inventory?limit=2&cursor=${page.body.nextCursor}`)).toEqual([[83, book, 99]]);
  expect((await api.get("/api/inventory.csv?clientId=83")).body).toBe(
    `clientId,productId,title,quantity\r\n83,${book},Torto Arado,99\r\n`,
  );
  expect((await api.get("/api/clients/987654/inventory")).status).toBe(404);
});
