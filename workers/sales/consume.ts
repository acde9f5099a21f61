import { and, isNull, sql } from "drizzle-orm";
import { deliveries, events } from "../../schema/sales/tables.ts";
import type { Database } from "../shared/database.ts";
import { isAmong } from "../shared/rows.ts";
import { WAKE_AFTER_MS } from "./attempt.ts";

/** An event that became part of the feed just now. */
export interface ConsumedEvent {
  id: number;
  requestId: string | null;
  createdAt: Date;
}

/**
 * Takes events over from the queue, in one transaction: they become part of the feed, and each webhook that wants one gets
 * a delivery of it. What was taken over before changes nothing, however often it comes. Answers what is new.
 */
export async function consumeEvents(
  db: Database,
  ids: number[],
  now: number,
): Promise<{ deliveries: number[]; consumed: ConsumedEvent[] }> {
  const isNew = and(isAmong(events.id, ids), isNull(events.consumedAt));
  const [created, consumed] = await db.batch([
    db
      .insert(deliveries)
      .select(
        sql`select null, w.id, ${events}.id, 'waiting', 0, 0, ${now}, ${now + WAKE_AFTER_MS}, null, null, null, null, null, ${now}
          from ${events} join webhooks w on w.active and exists (
            select 1 from json_each(w.types) wanted where wanted.value = ${events}.type)
          where ${isNew} order by ${events}.id, w.id`,
      )
      .onConflictDoNothing()
      .returning({ id: deliveries.id }),
    db
      .update(events)
      .set({ consumedAt: new Date(now) })
      .where(isNew)
      .returning({ id: events.id, requestId: events.requestId, createdAt: events.createdAt }),
  ]);
  return { deliveries: created.map(({ id }) => id), consumed };
}
