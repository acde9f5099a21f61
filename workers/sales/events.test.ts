import { type SQL, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findLongReads } from "../shared/test-rows-read.ts";
import { api, db, queued, sell, send, stocked } from "./test-sales.ts";
import {
  answering,
  closeReceivers,
  createWebhook,
  handOver,
  received,
  runCronAt,
  takeQueued,
} from "./test-webhooks.ts";

afterEach(closeReceivers);

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

describe("POST /internal/events", () => {
  const data = {
    alertId: 4,
    ruleId: 2,
    name: "Clients fail",
    kind: "error-rate",
    value: 0.12,
    threshold: 0.05,
    service: "clients",
    route: null,
    since: "2026-11-23T14:05:00.000Z",
  };
  const fired = { key: "alert.fired:4:1795442700000", type: "alert.fired", data };

  it("puts an alert into the feed and to the webhooks that want it, once, however often it is sent", async () => {
    answering(() => new Response("thanks"));
    const webhook = await createWebhook({ types: ["alert.fired"] });
    const sent = await Promise.all([1, 2, 3].map(() => api.post("/internal/events", fired)));
    expect(sent.map(({ status }) => status)).toEqual([204, 204, 204]);
    await takeQueued();
    await api.post("/internal/events", fired);
    await api.post("/internal/events", {
      ...fired,
      key: "alert.resolved:4:1795442700000",
      type: "alert.resolved",
    });
    await takeQueued();
    const [resolved, only, before] = await feed();
    expect(resolved).toMatchObject({ type: "alert.resolved", data });
    expect(only).toMatchObject({ type: "alert.fired", data, requestId: null });
    expect(before?.type).not.toBe("alert.fired");
    expect(received.map(({ url, body }) => [url, JSON.parse(body)])).toEqual([
      [
        webhook.url,
        { id: `evt_${only.id}`, type: "alert.fired", timestamp: expect.stringMatching(/Z$/), data },
      ],
    ]);
  });

  it.each([
    [{ ...fired, key: "" }, "/key"],
    [{ ...fired, type: "stock.low" }, "/type"],
    [{ ...fired, data: { ...data, kind: "noise" } }, "/data/kind"],
    [{ ...fired, data: { ...data, more: 1 } }, "/data/more"],
  ])("refuses what is no alert: %j", async (json, pointer) => {
    const { status, body } = await api.post("/internal/events", json);
    expect([status, body.errors[0].pointer]).toEqual([422, pointer]);
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
