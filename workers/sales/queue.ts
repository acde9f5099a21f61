import * as z from "zod";
import { openDatabase } from "../shared/database.ts";
import { logMessages } from "../shared/queue-entry.ts";
import { startSpending } from "../shared/timing.ts";
import { consumeEvents } from "./consume.ts";
import { deliver } from "./deliver.ts";
import { postageOf, type SalesEnv } from "./env.ts";
import { entriesOfDeliveries, entriesOfEvents } from "./queue-log.ts";
import type { Outlet } from "./relay.ts";

/** What the queue of deliveries carries: some that are due, or will be when it arrives. */
export interface DeliveriesMessage {
  deliveries: number[];
}

/** As many as a worker may talk to at once: nobody's time runs out while they wait for their turn. */
const PER_MESSAGE = 6;
const MESSAGES_PER_CALL = 100;

/** The longest that a queue keeps a message back; what is due later is the cron's. */
const LONGEST_DELAY_SECONDS = 12 * 60 * 60;

const ids = z.array(z.int());
const Message = z.union([z.strictObject({ events: ids }), z.strictObject({ deliveries: ids })]);

/**
 * Takes messages of either queue: they may come twice, late and in any order. What isn't one of ours is reported and dropped;
 * if the database fails, it rejects, and the queue delivers the whole batch again.
 */
export async function takeMessages(batch: MessageBatch, env: SalesEnv): Promise<void> {
  const events: number[] = [];
  for (const { id, body, timestamp } of batch.messages) {
    const { success, data, error } = Message.safeParse(body);
    if (!success) console.error("dropped a malformed message", id, z.prettifyError(error));
    else if ("events" in data) events.push(...data.events);
    else await takeDeliveries(env, data.deliveries, timestamp.getTime());
  }
  if (events.length > 0) await takeEvents(env, events);
}

async function takeEvents(env: SalesEnv, ids: number[]): Promise<void> {
  const work = { time: Date.now(), spending: startSpending() };
  const { deliveries, consumed } = await consumeEvents(openDatabase(env, work.spending), ids, work.time);
  await sendDeliveries(env.DELIVERIES, deliveries);
  await logMessages(env.LOG_QUEUE, entriesOfEvents(consumed, work));
}

async function takeDeliveries(env: SalesEnv, ids: number[], sentAt: number): Promise<void> {
  const work = { time: Date.now(), spending: startSpending(), sentAt };
  const delivered = await deliver(openDatabase(env, work.spending), ids, postageOf(env));
  for (const { id, delayMs } of delivered.retries) await sendLater(env.DELIVERIES, id, delayMs);
  await logMessages(env.LOG_QUEUE, entriesOfDeliveries(delivered, work));
}

/** Hands deliveries to the queue, some in each message. */
export async function sendDeliveries(queue: Outlet<DeliveriesMessage>, ids: number[]): Promise<void> {
  const messages: { body: DeliveriesMessage }[] = [];
  for (let at = 0; at < ids.length; at += PER_MESSAGE) {
    messages.push({ body: { deliveries: ids.slice(at, at + PER_MESSAGE) } });
  }
  for (let at = 0; at < messages.length; at += MESSAGES_PER_CALL) {
    await queue.sendBatch(messages.slice(at, at + MESSAGES_PER_CALL));
  }
}

async function sendLater(queue: Outlet<DeliveriesMessage>, id: number, delayMs: number): Promise<void> {
  const delaySeconds = Math.ceil(delayMs / 1000);
  if (delaySeconds > LONGEST_DELAY_SECONDS) return;
  await queue.send({ deliveries: [id] }, { delaySeconds });
}
