import { createExecutionContext, env, waitOnExecutionContext } from "cloudflare:test";
import type { StoredEntry } from "../shared/log-entry.ts";
import { createTestClient } from "../shared/test-client.ts";
import { openTestDatabase } from "../shared/test-database.ts";
import type { SalesEnv } from "./env.ts";
import worker from "./main.ts";
import type { Backend, Product } from "./neighbours.ts";
import type { Purchase } from "./purchase.ts";
import type { DeliveriesMessage } from "./queue.ts";
import type { EventsMessage, Outlet } from "./relay.ts";

declare global {
  namespace Cloudflare {
    interface Env extends SalesEnv {}
  }
}

export const db = openTestDatabase();

/** What the services beside this one know: clients by id, and products. */
export const shop = {
  clients: new Map<number, "active" | "inactive">([
    [1, "active"],
    [2, "active"],
    [3, "inactive"],
  ]),
  products: new Map<number, Product>(),
  /** Who can't answer. */
  down: new Set<"clients" | "catalog">(),
  /** How long they take. */
  delayMs: () => 0,
};

let lastProduct = 0;

/** A product that is for sale, new to every test. */
export function addProduct(fields: Partial<Product> = {}): number {
  const id = (lastProduct += 1);
  const product: Product = {
    id,
    title: `Disco ${id}`,
    sku: `LP-${id}`,
    kind: "record",
    priceCents: 1000,
    active: true,
    archived: false,
    ...fields,
  };
  shop.products.set(id, product);
  return id;
}

const answering = (name: "clients" | "catalog", find: (id: number) => object | undefined): Backend => ({
  fetch: async (request) => {
    if (shop.down.has(name)) return new Response("down", { status: 503 });
    const delay = shop.delayMs();
    if (delay > 0) await scheduler.wait(delay);
    const { ids } = await request.json<{ ids: number[] }>();
    return Response.json({ items: ids.flatMap((id) => find(id) ?? []) });
  },
});

const BESIDE = {
  CLIENTS: answering("clients", (id) => {
    const status = shop.clients.get(id);
    return status && { id, status };
  }),
  CATALOG: answering("catalog", (id) => shop.products.get(id)),
};

/** What was handed to the queues, by message; a test empties them. */
export const queued = {
  events: [] as EventsMessage[],
  deliveries: [] as Sent<DeliveriesMessage>[],
  log: [] as StoredEntry[],
};

interface Sent<Message> {
  body: Message;
  delaySeconds?: number | undefined;
}

const QUEUES = {
  EVENTS: createOutlet<EventsMessage>(({ body }) => queued.events.push(body)),
  DELIVERIES: createOutlet<DeliveriesMessage>((message) => queued.deliveries.push(message)),
  LOG_QUEUE: createOutlet<StoredEntry[]>(({ body }) => queued.log.push(...body)),
};

function createOutlet<Message>(take: (message: Sent<Message>) => void): Outlet<Message> {
  const metadata = { metrics: { backlogCount: 0, backlogBytes: 0 } };
  return {
    send: async (body, options) => {
      take({ body, delaySeconds: options?.delaySeconds });
      return { metadata };
    },
    sendBatch: async (messages) => {
      for (const { body, delaySeconds } of messages) take({ body, delaySeconds });
      return { metadata };
    },
  };
}

/** What a test sets otherwise than `wrangler.toml`. */
export const settings: Partial<SalesEnv> = {};

/** The worker between these services, and without a limit of requests. */
export function bindings(): SalesEnv {
  const { RATE_LIMIT: _, ...own } = env;
  return { ...own, ...BESIDE, ...QUEUES, ...settings };
}

const to = {
  fetch: async (request: Request) => {
    const context = createExecutionContext();
    const response = await worker.fetch(request, bindings(), context);
    await waitOnExecutionContext(context);
    return response;
  },
};

export const api = createTestClient(to);

/** Says nothing of answers that aren't as described, and is quicker. */
export const quick = createTestClient(to, { described: null });

export const send = (method: string, path: string, json: unknown, headers: Record<string, string> = {}) =>
  api.send(method, path, JSON.stringify(json), { "content-type": "application/json", ...headers });

/** Sends with an idempotency key. */
export const once = (key: string, path: string, json: unknown, as = api) =>
  as.send("POST", path, JSON.stringify(json), { "content-type": "application/json", "idempotency-key": key });

/** A product of which there are so many. */
export async function stocked(quantity: number, fields: Partial<Product> = {}): Promise<number> {
  const id = addProduct(fields);
  if (quantity > 0) await move(id, quantity);
  return id;
}

export async function move(productId: number, delta: number): Promise<void> {
  const reason = delta > 0 ? "received" : "lost";
  const { status, body } = await api.post(`/api/stock/${productId}/movements`, { delta, reason });
  if (status !== 201) throw new Error(JSON.stringify(body));
}

export async function available(productId: number): Promise<number> {
  return (await api.get(`/api/stock/${productId}`)).body.available;
}

/** Sells `[product, quantity]`, which is to be stored, fulfilled or not. */
export async function sell(clientId: number, ...items: [number, number][]): Promise<Purchase> {
  const { status, body } = await api.post("/api/purchases", {
    clientId,
    items: items.map(([productId, quantity]) => ({ productId, quantity })),
  });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body;
}

/** What doesn't agree between stock and ledger, and how much was looked at. */
export async function reconcileAll() {
  const mismatches: object[] = [];
  const checked = { products: 0, movements: 0 };
  for (let cursor = ""; ;) {
    const { status, body } = await api.get(`/api/stock/reconciliation${cursor}`);
    if (status !== 200) throw new Error(JSON.stringify(body));
    mismatches.push(...body.items);
    checked.products += body.checked.products;
    checked.movements += body.checked.movements;
    if (body.nextCursor === null) return { mismatches, checked };
    cursor = `?cursor=${body.nextCursor}`;
  }
}
