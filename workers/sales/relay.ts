import { and, inArray, isNull, lte, sql } from "drizzle-orm";
import { events } from "../../schema/sales/tables.ts";
import type { Database } from "../shared/database.ts";

/** What the queue of events carries: ids, because what they stand for is in the database and doesn't change. */
export interface EventsMessage {
  events: number[];
}

/** A queue: a binding in production, any object that takes messages in a test. */
export type Outlet<Message> = Pick<Queue<Message>, "send" | "sendBatch">;

const PER_MESSAGE = 100;
const MESSAGES_PER_RUN = 10;

/** Writes of the same moment share a message: queues bill by the message. */
const GATHER_MS = 10;
/** Whose request was ended meanwhile doesn't look any more. */
const GIVEN_UP_MS = 1000;

const SOONEST_AGAIN_MS = 10_000;
const LATEST_AGAIN_MS = 60 * 60_000;

/**
 * Hands the events that wait to the queue, up to 100, and answers how many. Each is handed over again if its consumer hasn't
 * it after 10 s, and then after longer and longer: whether the queue lost it or is just slow, nobody here can tell.
 */
export async function relayEvents(db: Database, queue: Outlet<EventsMessage>, now: number): Promise<number> {
  const due = db
    .select({ id: events.id })
    .from(events)
    .where(and(isNull(events.consumedAt), lte(events.sendAt, now)))
    .orderBy(events.sendAt, events.id)
    .limit(PER_MESSAGE);
  const age = sql`(${now} - ${events.createdAt})`;
  const waiting = await db
    .update(events)
    .set({ sendAt: sql`${now} + min(${LATEST_AGAIN_MS}, max(${SOONEST_AGAIN_MS}, 2 * ${age}))` })
    .where(inArray(events.id, due))
    .returning({ id: events.id });
  if (waiting.length > 0) await queue.send({ events: waiting.map(({ id }) => id) });
  return waiting.length;
}

/** Hands over what a write has told, unless the relay of another write of the same moment is about to find it. */
export async function relaySoon(db: Database, queue: Outlet<EventsMessage>): Promise<void> {
  if (Date.now() - gatheringSince < GIVEN_UP_MS) return;
  gatheringSince = Date.now();
  await new Promise((wake) => setTimeout(wake, GATHER_MS));
  gatheringSince = 0;
  await relayEvents(db, queue, Date.now());
}

/** Since when a relay of this isolate waits for others before it looks; 0 while none does. */
let gatheringSince = 0;

/** Hands events over until none wait that are due, or so many were handed over that the rest may wait for the next run. */
export async function relayAll(db: Database, queue: Outlet<EventsMessage>, now: number): Promise<void> {
  for (let run = 0; run < MESSAGES_PER_RUN; run += 1) {
    if ((await relayEvents(db, queue, now)) < PER_MESSAGE) return;
  }
}
