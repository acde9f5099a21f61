import {
  createExecutionContext,
  createMessageBatch,
  createScheduledController,
  getQueueResult,
} from "cloudflare:test";
import { sql } from "drizzle-orm";
import { vi } from "vitest";
import worker from "./main.ts";
import { api, bindings, db, queued } from "./test-sales.ts";
import type { WebhookWithSecret } from "./webhook.ts";

const fetchReally = globalThis.fetch;

/** What a receiver got. */
interface Received {
  url: string;
  headers: Headers;
  body: string;
}

/** What receivers got, the first first: everything under example.com is one, and answers as `answering` says. */
export const received: Received[] = [];

export function answering(answer: (received: Received) => Response | Promise<Response>): void {
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (!url.hostname.endsWith(".example.com")) return fetchReally(input, init);
    const request = new Request(input, init);
    const got = { url: request.url, headers: request.headers, body: await request.text() };
    received.push(got);
    return answer(got);
  });
}

/** After each test of a file: files may share this module, so it can't see to that by itself. */
export function closeReceivers(): void {
  vi.restoreAllMocks();
  received.length = 0;
}

/** Hands messages to the worker as a queue does; resolves to what became of the batch. */
export async function handOver(...bodies: unknown[]) {
  const context = createExecutionContext();
  const messages = bodies.map((body, at) => ({ id: `m${at}`, timestamp: new Date(), attempts: 1, body }));
  const batch = createMessageBatch("fachada-sales-events", messages);
  await worker.queue(batch, bindings());
  return getQueueResult(batch, context);
}

/** Brings what waits in the queues to the worker, but not what is to come later. */
export async function takeQueued(): Promise<void> {
  const events = queued.events.splice(0);
  if (events.length > 0) await handOver(...events);
  const now = queued.deliveries.filter(({ delaySeconds }) => delaySeconds === undefined);
  queued.deliveries = queued.deliveries.filter(({ delaySeconds }) => delaySeconds !== undefined);
  if (now.length > 0) await handOver(...now.map(({ body }) => body));
}

export async function runCronAt(time: number): Promise<void> {
  const controller = createScheduledController({ scheduledTime: new Date(time), cron: "* * * * *" });
  await worker.scheduled(controller, bindings());
}

let lastHost = 0;

/** A webhook with a receiver of its own. */
export async function createWebhook(more: object = {}): Promise<WebhookWithSecret> {
  const url = `https://receiver-${(lastHost += 1)}.example.com/hook`;
  const types = ["purchase.fulfilled"];
  const { status, body } = await api.post("/api/webhooks", { url, types, ...more });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body;
}

/** The deliveries of a webhook, newest first. */
export async function deliveriesOf({ id }: { id: number }, query = "") {
  const { status, body } = await api.get(`/api/webhooks/${id}/deliveries${query}`);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body.items;
}

/** Lets the time pass that a delivery waits for its next attempt. */
export async function comeDue(deliveryId: number): Promise<void> {
  await db.run(sql`update deliveries set next_attempt_at = ${Date.now()} where id = ${deliveryId}`);
}
