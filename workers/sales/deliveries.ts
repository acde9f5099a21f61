import { and, desc, eq, lt, sql } from "drizzle-orm";
import * as z from "zod";
import { deliveries, webhooks } from "../../schema/sales/tables.ts";
import type { Database } from "../shared/database.ts";
import { type IdempotencyClaim, writeOnce } from "../shared/idempotency.ts";
import { decodeCursor, encodeCursor, type Page } from "../shared/lists.ts";
import { Problem } from "../shared/problem.ts";
import { LEASE_MS, WAKE_AFTER_MS } from "./attempt.ts";
import { type Delivery, deliveryFields, type DeliveryRow, toDelivery } from "./delivery.ts";
import { noWebhook } from "./webhooks.ts";

interface ListInput {
  limit: number;
  cursor?: string | undefined;
  status?: Delivery["status"] | undefined;
}

/** One page of a webhook's deliveries, newest first. Throws `not-found`. */
export async function listDeliveries(
  db: Database,
  webhookId: number,
  { limit, cursor, status }: ListInput,
): Promise<Page<Delivery>> {
  const [, before] =
    cursor === undefined ? [] : decodeCursor(cursor, z.tuple([z.literal("deliveries"), z.int()]));
  const [rows, [webhook]] = await db.batch([
    db
      .select(deliveryFields)
      .from(deliveries)
      .where(
        and(
          eq(deliveries.webhookId, webhookId),
          status === undefined ? undefined : eq(deliveries.status, status),
          before === undefined ? undefined : lt(deliveries.id, before),
        ),
      )
      .orderBy(desc(deliveries.id))
      .limit(limit + 1),
    db.select({ id: webhooks.id }).from(webhooks).where(eq(webhooks.id, webhookId)),
  ]);
  if (!webhook) throw noWebhook(webhookId);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map((row) => toDelivery(row as DeliveryRow)),
    nextCursor: last ? encodeCursor(["deliveries", last.id]) : null,
  };
}

/** Finds a delivery of a webhook. Throws `not-found`. */
export async function getDelivery(db: Database, webhookId: number, id: number): Promise<Delivery> {
  const [row] = await db.select(deliveryFields).from(deliveries).where(isOf(webhookId, id));
  if (!row) throw noDelivery(webhookId, id);
  return toDelivery(row as DeliveryRow);
}

/**
 * Has a delivery sent again, now and with all tries, once per idempotency key. One that is being sent stays so. Throws
 * `not-found`.
 */
export async function redeliver(
  db: Database,
  webhookId: number,
  id: number,
  claim: IdempotencyClaim | undefined,
): Promise<Delivery> {
  const now = Date.now();
  const where = isOf(webhookId, id);
  const row = await writeOnce<DeliveryRow>(db, claim, {
    table: deliveries,
    fields: deliveryFields,
    row: where,
    statements: [
      db
        .update(deliveries)
        .set({ status: "waiting", failures: 0, nextAttemptAt: now, wakeAt: now + WAKE_AFTER_MS })
        .where(sql`${where} and (status <> 'waiting' or next_attempt_at > ${now + LEASE_MS})`),
    ],
  });
  if (!row) throw noDelivery(webhookId, id);
  return toDelivery(row);
}

/** Has a test sent to a webhook, once per idempotency key. Throws `not-found`. */
export async function createTest(
  db: Database,
  webhookId: number,
  claim: IdempotencyClaim | undefined,
): Promise<Delivery> {
  const now = Date.now();
  const row = await writeOnce<DeliveryRow>(db, claim, {
    table: deliveries,
    fields: deliveryFields,
    // The transaction has the database to itself and ids only grow: it is the newest one, or there is no webhook.
    row: sql`${deliveries.id} = (select max(id) from deliveries) and ${deliveries.webhookId} = ${webhookId}
      and exists (select 1 from webhooks where id = ${webhookId})`,
    statements: [
      db.insert(deliveries).select(
        sql`select null, id, null, 'waiting', 0, 0, ${now}, ${now + WAKE_AFTER_MS}, null, null, null, null, null, ${now}
          from webhooks where id = ${webhookId}`,
      ),
    ],
  });
  if (!row) throw noWebhook(webhookId);
  return toDelivery(row);
}

function isOf(webhookId: number, id: number) {
  return sql`${deliveries.id} = ${id} and ${deliveries.webhookId} = ${webhookId}
    and exists (select 1 from webhooks where id = ${webhookId})`;
}

function noDelivery(webhookId: number, id: number): Problem {
  return new Problem("not-found", `Webhook ${webhookId} has no delivery ${id}.`);
}
