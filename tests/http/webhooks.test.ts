import { expect, it } from "vitest";
import { runCrons } from "../../workers/local/stack.ts";
import { apiOf, createState, eventually, signIn, startStack } from "../stack.ts";
import { startReceiver } from "./receiver.ts";

type Api = ReturnType<typeof apiOf>;

const ALL = ["purchase.fulfilled", "purchase.unfulfilled", "purchase.cancelled", "stock.low"];

async function openShop(api: Api, url: string, quantity: number) {
  const { body: client } = await api.post("/api/clients", { name: "Beth Carvalho" });
  const { body: product } = await api.post("/api/products", {
    kind: "record",
    title: "De Pé no Chão",
    artist: "Beth Carvalho",
    priceCents: 14_900,
  });
  await api.post(`/api/stock/${product.id}/movements`, { delta: quantity, reason: "received" });
  const { status, body: webhook } = await api.post("/api/webhooks", { url, types: ALL });
  expect(status).toBe(201);
  return { webhook, sale: { clientId: client.id, productId: product.id, quantity: 1 } };
}

/** The whole feed, page by page. */
async function readFeed(api: Api) {
  const items = [];
  for (let cursor = ""; ;) {
    const { body } = await api.get(`/api/events?limit=100${cursor}`);
    items.push(...body.items);
    if (body.nextCursor === null) return items;
    cursor = `&cursor=${body.nextCursor}`;
  }
}

it("a purchase arrives at a receiver, signed, and in the feed, within seconds", async () => {
  await using receiver = await startReceiver();
  await using state = await createState();
  await using stack = await startStack({ state: state.path });
  const api = apiOf(stack, { headers: await signIn(stack) });
  const { webhook, sale } = await openShop(api, receiver.url, 2);
  const sold = await api.post("/api/purchases", sale);
  const arrival = await eventually(async () => receiver.arrivals[0]);
  expect(arrival.isSignedBy(webhook.secret)).toBe(true);
  expect(arrival.isSignedBy("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")).toBe(false);
  const [told] = await readFeed(api);
  expect(told).toMatchObject({
    type: "purchase.fulfilled",
    data: { purchaseId: sold.body.id, totalCents: 14_900 },
    requestId: sold.headers.get("x-request-id"),
  });
  expect(arrival.body).toEqual({
    id: `evt_${told.id}`,
    type: told.type,
    timestamp: told.createdAt,
    data: told.data,
  });

  const trace = await eventually(async () => {
    const { body } = await api.get(`/api/logs/${sold.headers.get("x-request-id")}`);
    return body.spans?.some(({ name }: { name: string }) => name === "QUEUE fachada-webhooks")
      ? body
      : undefined;
  }, 15_000);
  const kinds = trace.spans.map(({ kind, name }: { kind: string; name: string }) => `${kind} ${name}`);
  expect(kinds).toEqual(
    expect.arrayContaining([
      "request POST /api/purchases",
      "service sales",
      "call clients",
      "call catalog",
      "message QUEUE fachada-sales-events",
      "queue fachada-sales-events",
      "message QUEUE fachada-webhooks",
      "queue fachada-webhooks",
      `call ${new URL(receiver.url).host}`,
    ]),
  );

  receiver.status = 503;
  await api.post(`/api/purchases/${sold.body.id}/cancel`, { reason: "Wrong edition" });
  await eventually(async () => receiver.arrivals[1]);
  const failed = `/api/webhooks/${webhook.id}/deliveries?status=waiting`;
  const [waiting] = await eventually(async () => {
    const { items } = (await api.get(failed)).body;
    return items[0]?.lastError ? items : undefined;
  });
  expect(waiting).toMatchObject({ type: "purchase.cancelled", lastStatus: 503, lastAnswer: "not now" });
  receiver.status = 200;
  const again = await eventually(async () => receiver.arrivals[2], 20_000);
  expect(again.headers["webhook-id"]).toBe(receiver.arrivals[1]!.headers["webhook-id"]);
  expect(again.isSignedBy(webhook.secret)).toBe(true);
  const arrived = async () =>
    (await api.get(`/api/webhooks/${webhook.id}/deliveries/${waiting.id}`)).body.status === "delivered" ||
    undefined;
  expect(await eventually(arrived)).toBe(true);
});

it("when everything is killed on the way, each event still arrives, and is in the feed once", async () => {
  await using receiver = await startReceiver();
  await using state = await createState();
  await using killed = await startStack({ state: state.path });
  const before = apiOf(killed, { headers: await signIn(killed) });
  const { sale } = await openShop(before, receiver.url, 5);
  const selling = Array.from({ length: 30 }, () => before.post("/api/purchases", sale));
  await Promise.all(selling.slice(0, 10));
  await killed.stop("SIGKILL");
  await Promise.allSettled(selling);

  await using stack = await startStack({ state: state.path, hasCrons: true });
  const api = apiOf(stack, { headers: await signIn(stack) });
  const { body } = await api.get("/api/purchases?limit=100");
  const purchases = body.items.map(({ id }: { id: number }) => id).toSorted((a: number, b: number) => a - b);
  expect(purchases.length).toBeGreaterThan(0);
  const told = await eventually(async () => {
    await runCrons(stack.url); // as each minute
    const feed = await readFeed(api);
    return feed.length >= purchases.length ? feed : undefined;
  }, 60_000);
  const ids = told.map(({ data }) => data.purchaseId).toSorted((a, b) => a - b);
  expect(ids).toEqual(purchases);
  const missing = async () => {
    await runCrons(stack.url);
    const arrived = new Set(receiver.arrivals.map((arrival) => arrival.body.data["purchaseId"]));
    return purchases.some((id: number) => !arrived.has(id)) ? undefined : true;
  };
  expect(await eventually(missing, 90_000)).toBe(true);
});
