import { type SQL, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { findLongReads } from "../shared/test-rows-read.ts";
import { api, db, queued, sell, send, stocked } from "./test-sales.ts";
import { handOver, runCronAt, takeQueued } from "./test-webhooks.ts";

beforeEach(async () => {
  await takeQueued();
});

const feed = async (query = "") => (await api.get(`/api/events${query}`)).body.items;

describe("what happens", () => {
  it("is in the feed once the queue has brought it", async () => {
    const product = await stocked(3);
    const headers = { "x-request-id": "4bf92f3577b34da6a3ce929d0e0e4736" };
    const items = [{ productId: product, quantity: 2 }];
    const { body: purchase } = await send("POST", "/api/purchases", { clientId: 1, items }, headers);
    expect(queued.events).toHaveLength(1);
    expect((await feed())[0]?.data.purchaseId).not.toBe(purchase.id);
    await takeQueued();
    const [first] = await feed();
    expect(first).toEqual({
      id: first.id,
      type: "purchase.fulfilled",
      data: {
        purchaseId: purchase.id,
        clientId: 1,
        totalCents: 2000,
        returnedCents: 0,
        fulfilled: true,
        cancelled: false,
      },
      requestId: "4bf92f3577b34da6a3ce929d0e0e4736",
      createdAt: expect.any(String),
    });
  });

  it("is told of cancels, returns and what can't be fulfilled, newest first", async () => {
    const product = await stocked(3);
    const one = await sell(1, [product, 2]);
    await api.post(`/api/purchases/${one.id}/returns`, { items: [{ productId: product, quantity: 1 }] });
    await api.post(`/api/purchases/${one.id}/cancel`, { reason: "Wrong edition" });
    const other = await sell(2, [product, 9]);
    await takeQueued();
    expect(
      (await feed("?limit=4")).map(({ type, data }: Told) => [type, data.purchaseId, data.cancelled]),
    ).toEqual([
      ["purchase.unfulfilled", other.id, false],
      ["purchase.cancelled", one.id, true],
      ["purchase.returned", one.id, false],
      ["purchase.fulfilled", one.id, false],
    ]);
    const [cancelled] = await feed("?type=purchase.cancelled&limit=1");
    expect(cancelled.data).toMatchObject({ purchaseId: one.id, returnedCents: 1000 });
  });

  it("is told when stock becomes low", async () => {
    const product = await stocked(3);
    const { headers } = await api.get(`/api/stock/${product}`);
    await send("PATCH", `/api/stock/${product}`, { lowAt: 2 }, { "if-match": headers.get("etag")! });
    await sell(1, [product, 1]);
    await takeQueued();
    expect((await feed("?type=stock.low"))[0].data).toEqual({ productId: product, available: 2, lowAt: 2 });
  });

  it("comes page by page, reading no more rows than it shows", async () => {
    const product = await stocked(30);
    await sell(1, [product, 1]);
    await happened(12);
    await runCronAt(Date.now());
    await takeQueued();
    const first = (await api.get("/api/events?limit=5")).body;
    const second = (await api.get(`/api/events?limit=5&cursor=${first.nextCursor}`)).body;
    const ids = [...first.items, ...second.items].map(({ id }: Told) => id);
    expect(ids).toEqual(ids.toSorted((a, b) => b - a));
    expect(new Set(ids).size).toBe(10);
    await happened(100); // not consumed
    expect(
      await findLongReads(api, [
        ["/api/events?limit=3", 8],
        ["/api/events?limit=3&type=purchase.fulfilled", 8],
      ]),
    ).toEqual([]);
  });
});

/** As many fulfilled purchases as are needed, told of by the database alone. */
async function happened(count: number): Promise<void> {
  await db.run(sql`insert into events (type, data) select 'purchase.fulfilled', (select max(data) from events)
    from json_each(${JSON.stringify(Array(count).fill(0))})`);
}

interface Told {
  id: number;
  type: string;
  data: { purchaseId: number; cancelled: boolean };
}

describe("the queue", () => {
  it("is told by writes that were done, and by nothing else", async () => {
    const product = await stocked(1);
    queued.events.length = 0;
    await api.get("/api/purchases");
    await api.get(`/api/stock/${product}`);
    expect((await api.post("/api/purchases", { clientId: 9, productId: product, quantity: 1 })).status).toBe(
      422,
    );
    expect(queued.events).toEqual([]);
  });

  it("is told again of what it lost, and less and less often of what merely waits", async () => {
    await sell(1, [await stocked(1), 1]);
    const [{ events: [id] } = { events: [] }] = queued.events.splice(0);
    await sell(1, [await stocked(1), 1]);
    expect(queued.events.splice(0).flatMap(({ events }) => events)).not.toContain(id);

    const start = Date.now();
    const sentAt: number[] = [];
    for (let second = 0; second <= 15 * 60; second += 60) {
      await runCronAt(start + second * 1000 + 500);
      if (queued.events.splice(0).some(({ events }) => events.includes(id!))) sentAt.push(second / 60);
    }
    expect(sentAt).toEqual([1, 4, 13]);

    await handOver({ events: [id] });
    await runCronAt(start + 24 * 60 * 60_000);
    expect(queued.events.splice(0).flatMap(({ events }) => events)).not.toContain(id);
  });

  it("may bring an event twice, late and out of order: it is in the feed once", async () => {
    const product = await stocked(2);
    const [one, other] = [await sell(1, [product, 1]), await sell(1, [product, 1])];
    const [first, second] = queued.events.splice(0);
    await handOver(second, first);
    await handOver(first, { events: [987_654_321] });
    await Promise.all([handOver(second, second), handOver(first)]);
    const ids = (await feed()).map(({ data }: Told) => data.purchaseId);
    expect(ids.slice(0, 2)).toEqual([other.id, one.id]);
    expect(ids.filter((id: number) => id === one.id || id === other.id)).toHaveLength(2);
  });

  it("may bring what is no message of ours: it is dropped, and the others are taken", async () => {
    const { id } = await sell(1, [await stocked(1), 1]);
    const [message] = queued.events.splice(0);
    expect(await handOver("hello", null, { events: ["1 or 1=1"] }, message)).toMatchObject({ outcome: "ok" });
    expect((await feed())[0].data.purchaseId).toBe(id);
  });
});

describe("an event", () => {
  it("stays as it was, and is forgotten only once it was consumed and is old", async () => {
    await sell(1, [await stocked(1), 1]);
    const refusalOf = (statement: SQL) =>
      db.run(statement).then(
        () => null,
        (error: unknown) => String((error as Error).cause),
      );
    expect(await refusalOf(sql`update events set type = 'stock.low'`)).toContain("stays as it was");
    expect(await refusalOf(sql`delete from events where consumed_at is null`)).toContain("still waiting");
    const count = async (where = sql`true`) =>
      (await db.all<{ n: number }>(sql`select count(*) as n from events where ${where}`))[0]!.n;
    const [before, waiting] = [await count(), await count(sql`consumed_at is null`)];
    expect(waiting).toBeGreaterThan(0);
    const later = Date.now() + 91 * 24 * 60 * 60_000;
    await runCronAt(new Date(later).setUTCMinutes(26));
    expect(await count()).toBe(before);
    await runCronAt(new Date(later).setUTCMinutes(27));
    expect(await count()).toBe(waiting);
    await takeQueued();
    await runCronAt(new Date(later).setUTCMinutes(27));
    expect(await count()).toBe(0);
  });
});
