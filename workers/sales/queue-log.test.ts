import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { StoredEntry } from "../shared/log-entry.ts";
import { api, db, queued, sell, send, settings, stocked } from "./test-sales.ts";
import { answering, closeReceivers, createWebhook, handOver, takeQueued } from "./test-webhooks.ts";

const TRACE = "0af7651916cd43dd8448eb211c80319c";

beforeEach(async () => {
  await db.run(sql`update webhooks set active = false`);
  Object.assign(queued, { events: [], deliveries: [], log: [] });
});

afterEach(() => {
  closeReceivers();
  delete settings.LOG_QUEUE;
});

/** Sells as the gateway has it done for a request, and brings what it tells to the webhooks. */
async function sellTraced(): Promise<void> {
  const product = await stocked(1);
  queued.events.length = 0;
  const sale = { clientId: 1, items: [{ productId: product, quantity: 1 }] };
  const headers = { "x-request-id": TRACE, traceparent: `00-${TRACE}-b7ad6b7169203331-01` };
  const { status } = await send("POST", "/api/purchases", sale, headers);
  if (status !== 201) throw new Error(`The sale answered ${status}.`);
  await takeQueued();
  await takeQueued();
}

const spansOf = ({ spans }: StoredEntry) => JSON.parse(spans ?? "[]") as unknown[][];

/** What a message's time went to; databases call their statements differently. */
const partsOf = (entry: StoredEntry) =>
  spansOf(entry).map(([kind, name]) => (kind === "db" ? "db" : `${kind} ${name}`));

it("logs an event and its delivery under the id of the request that sold", async () => {
  answering(() => new Response("busy", { status: 503 }));
  const { id, url } = await createWebhook();
  await sellTraced();
  expect(queued.log).toMatchObject([
    {
      requestId: TRACE,
      service: "sales",
      method: "QUEUE",
      route: "fachada-sales-events",
      status: 200,
      caller: null,
    },
    {
      requestId: TRACE,
      service: "sales",
      method: "QUEUE",
      route: "fachada-webhooks",
      status: 200,
      caller: null,
    },
  ]);
  const [event, delivery] = queued.log as [StoredEntry, StoredEntry];
  expect(event.path).toMatch(/^\/api\/events\/\d+$/);
  expect(partsOf(event)).toEqual(["queue fachada-sales-events", "db"]);
  const [{ id: deliveryId }] = (await api.get(`/api/webhooks/${id}/deliveries`)).body.items;
  expect(delivery.path).toBe(`/api/webhooks/${id}/deliveries/${deliveryId}`);
  expect(partsOf(delivery)).toEqual(["queue fachada-webhooks", "db", "db", `call ${new URL(url).host}`]);
  expect(spansOf(delivery).at(-1)![4]).toBe(503);
});

it("logs an event once, however often the queue brings it", async () => {
  await sell(1, [await stocked(1), 1]);
  const [event] = queued.events.splice(0);
  await handOver(event, event);
  await handOver(event);
  expect(queued.log).toHaveLength(1);
});

it("does its work where the log's queue refuses", async () => {
  answering(() => new Response());
  const { id } = await createWebhook();
  settings.LOG_QUEUE = { send: () => Promise.reject(new Error("Queue sends are disabled")) };
  await sellTraced();
  expect((await api.get(`/api/webhooks/${id}/deliveries`)).body.items).toMatchObject([
    { status: "delivered" },
  ]);
});
