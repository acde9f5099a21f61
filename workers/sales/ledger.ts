import { type SQL, sql } from "drizzle-orm";
import { events, movements } from "../../schema/sales/tables.ts";
import type { Actor } from "../shared/audit.ts";
import type { Database } from "../shared/database.ts";

/** Who does something, when, and in which request. */
export interface Act {
  by: Actor;
  /** Milliseconds since 1970. */
  now: number;
  requestId: string | undefined;
}

/**
 * The statement that moves stock for a purchase: `delta` of each of its items, `i`, where that isn't 0. A purchase that isn't
 * fulfilled moves nothing. It fails, and the transaction with it, if there are too few.
 */
export function moveStock(
  db: Database,
  purchaseId: SQL | number,
  reason: "sold" | "cancelled" | "returned",
  delta: SQL,
  { by, now }: Act,
) {
  return db.insert(movements).select(
    sql`select null, i.product_id, ${delta}, ${reason}, null, coalesce(s.available, 0) + ${delta}, p.id,
      ${by.kind}, ${by.id}, ${by.name}, ${now}
      from purchases p join purchase_items i on i.purchase_id = p.id left join stock s on s.product_id = i.product_id
      where p.id = ${purchaseId} and p.fulfilled and ${delta} <> 0 order by i.line`,
  );
}

/** What is told of a purchase: what its row has. */
export const eventData = sql`json_object('purchaseId', id, 'clientId', client_id, 'totalCents', total_cents,
  'returnedCents', returned_cents, 'fulfilled', json(iif(fulfilled, 'true', 'false')),
  'cancelled', json(iif(cancelled_at is null, 'false', 'true')))`;

/** The statement that tells others what happened to a purchase, with the purchase as it is by then. */
export function tellEvent(
  db: Database,
  purchaseId: SQL | number,
  type: SQL | (typeof events.$inferInsert)["type"],
  { now, requestId = null }: Omit<Act, "requestId"> & { requestId?: string | null | undefined },
) {
  return db
    .insert(events)
    .select(
      sql`select null, ${type}, ${eventData}, ${requestId}, ${now}, null, 0, null from purchases where id = ${purchaseId}`,
    );
}
