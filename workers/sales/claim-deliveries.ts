import { and, eq, inArray, lte, sql } from "drizzle-orm";
import { deliveries, events, webhooks } from "../../schema/sales/tables.ts";
import type { Database } from "../shared/database.ts";
import { isAmong } from "../shared/rows.ts";
import { LEASE_MS, type Shipment, WAKE_AGAIN_MS } from "./attempt.ts";

/** As the index has it: SQLite finds none for a status that is a parameter. */
const isWaiting = sql`${deliveries.status} = 'waiting'`;

/** Takes those of these deliveries that are due, so that nobody else sends them meanwhile. */
export async function claimDeliveries(db: Database, ids: number[], now: number): Promise<Shipment[]> {
  const leased = now + LEASE_MS;
  const [claimed, shipments] = await db.batch([
    db
      .update(deliveries)
      .set({
        attempts: sql`${deliveries.attempts} + 1`,
        lastAttemptAt: new Date(now),
        nextAttemptAt: leased,
        wakeAt: leased,
      })
      .where(and(isAmong(deliveries.id, ids), isWaiting, lte(deliveries.nextAttemptAt, now)))
      .returning({ id: deliveries.id }),
    db
      .select({
        id: deliveries.id,
        attempts: deliveries.attempts,
        failures: deliveries.failures,
        webhookId: deliveries.webhookId,
        eventId: deliveries.eventId,
        requestId: events.requestId,
        url: webhooks.url,
        secret: webhooks.secret,
        oldSecret: webhooks.oldSecret,
        oldSecretUntil: webhooks.oldSecretUntil,
        type: events.type,
        data: events.data,
        happenedAt: sql<number>`coalesce(${events.createdAt}, ${deliveries.createdAt})`.as("happened_at"),
      })
      .from(deliveries)
      .leftJoin(webhooks, eq(webhooks.id, deliveries.webhookId))
      .leftJoin(events, eq(events.id, deliveries.eventId))
      .where(isAmong(deliveries.id, ids)),
  ]);
  const mine = new Set(claimed.map(({ id }) => id));
  return shipments.filter(({ id }) => mine.has(id));
}

/** The deliveries that the queue may have lost, up to `limit`: it is told of each again at most every five minutes. */
export async function wakeDeliveries(db: Database, limit: number, now: number): Promise<number[]> {
  const late = db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(and(isWaiting, lte(deliveries.wakeAt, now)))
    .orderBy(deliveries.wakeAt, deliveries.id)
    .limit(limit);
  const rows = await db
    .update(deliveries)
    .set({ wakeAt: now + WAKE_AGAIN_MS })
    .where(inArray(deliveries.id, late))
    .returning({ id: deliveries.id });
  return rows.map(({ id }) => id);
}
