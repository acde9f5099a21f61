import { afterAll, beforeAll, expect, it } from "vitest";
import { apiOf, createState, startStack } from "../stack.ts";

let state: Awaited<ReturnType<typeof createState>>;
let stack: Awaited<ReturnType<typeof startStack>>;
let api: ReturnType<typeof apiOf>;

beforeAll(async () => {
  state = await createState();
  stack = await startStack({ state: state.path, demoData: true });
  api = apiOf(stack);
});

afterAll(async () => {
  await stack?.stop();
  await state?.[Symbol.asyncDispose]();
});

/** Of each line of the export what counts: fulfilled, not cancelled, and not come back. */
async function recount(from: string, to: string) {
  const { body } = await api.get(`/api/purchases.csv?from=${from}&to=${to}&fulfilled=true&cancelled=false`);
  const [head, ...lines] = (body as string).trim().split("\r\n");
  const columns = head!.split(",");
  const sum = { purchases: new Set<string>(), units: 0, revenueCents: 0 };
  for (const line of lines) {
    // Titles alone have commas in them, so what stands after them is counted from the end.
    const cells = line.split(",");
    const cell = (name: string) => Number(cells.at(columns.indexOf(name) - columns.length));
    const kept = cell("quantity") - cell("returned");
    sum.purchases.add(cells[0]!);
    sum.units += kept;
    sum.revenueCents += kept * cell("priceCents");
  }
  return { ...sum, purchases: sum.purchases.size };
}

it("shows a shop that sells, whose figures are those of its purchases", async () => {
  const { body } = await api.get("/api/sales/summary");
  expect(body.total.purchases).toBeGreaterThan(300);
  expect(body.total).toMatchObject(await recount(body.from, body.to));
  expect(body.comparison).toMatchObject(await recount(body.comparison.from, body.comparison.to));
  expect(body.comparison.cancelled).toBeGreaterThan(0);
  expect(body.kinds.map(({ units }: { units: number }) => units > 10)).toEqual([true, true, true]);
  expect(body.bestSellers).toHaveLength(10);
  expect(body.bestSellersExact).toBe(true);
});

it("has a stock that is the sum of its movements, and some of it low", async () => {
  let movements = 0;
  for (let cursor: string | null = ""; cursor !== null;) {
    const { status, body } = await api.get(`/api/stock/reconciliation${cursor}`);
    expect([status, body.items]).toEqual([200, []]);
    movements += body.checked.movements;
    cursor = body.nextCursor && `?cursor=${body.nextCursor}`;
  }
  expect(movements).toBeGreaterThan(5000);
  expect((await api.get("/api/stock?low=true")).body.items.length).toBeGreaterThan(3);
});

it("tells what happened lately", async () => {
  const { body } = await api.get("/api/events?limit=100");
  const types = new Set(body.items.map(({ type }: { type: string }) => type));
  expect(body.items).toHaveLength(100);
  expect([types.has("purchase.fulfilled"), types.has("stock.low")]).toEqual([true, true]);
});

it("keeps in the catalogue what was sold", async () => {
  const { bestSellers } = (await api.get("/api/sales/summary")).body;
  const path = `/api/products/${bestSellers[0].productId}`;
  const { headers, body } = await api.get(path);
  expect(body.title).toBe(bestSellers[0].title);
  const answer = await api.send("DELETE", path, undefined, { "if-match": headers.get("etag")! });
  expect(answer).toMatchObject({ status: 200, body: { archivedAt: expect.any(String) } });
});

it("sells on", async () => {
  const [{ productId }] = (await api.get("/api/stock")).body.items;
  const { status, body } = await api.post("/api/purchases", { clientId: 7, productId, quantity: 99_000 });
  expect([status, body.fulfilled]).toEqual([201, false]);
  const [newest] = (await api.get("/api/purchases?limit=1")).body.items;
  expect(newest).toEqual(body);
});
