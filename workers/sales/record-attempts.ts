import { and, eq, type SQL, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import { deliveries, webhooks } from "../../schema/sales/tables.ts";
import type { Database } from "../shared/database.ts";
import { type Attempt, DELAYS_MS, JITTER, type Shipment, WAKE_AFTER_MS } from "./attempt.ts";

export interface Retry {
  id: number;
  delayMs: number;
}

/** Notes how attempts went, in one transaction, and answers which deliveries are to be tried again, and when. */
export async function recordAttempts(
  db: Database,
  attempts: [Shipment, Attempt][],
  now: number,
): Promise<Retry[]> {
  const retries: Retry[] = [];
  const statements: BatchItem<"sqlite">[] = [];
  for (const [shipment, attempt] of attempts) {
    const retry = attempt.fault === null ? null : retryOf(shipment, attempt.fault);
    if (retry) retries.push(retry);
    statements.push(recordAttempt(db, shipment, attempt, retry, now));
    if (attempt.fault === "gone") statements.push(...retire(db, shipment, now));
  }
  const [first, ...more] = statements;
  if (first) await db.batch([first, ...more]);
  return retries;
}

function retryOf({ id, failures }: Shipment, fault: Attempt["fault"]): Retry | null {
  const delay = DELAYS_MS[failures];
  if (delay === undefined || fault === "gone" || fault === "expired") return null;
  return { id, delayMs: Math.round(delay * (1 + Math.random() * JITTER)) };
}

function recordAttempt(
  db: Database,
  { id, attempts, failures }: Shipment,
  { fault, status, answer, durationMs }: Attempt,
  retry: Retry | null,
  now: number,
) {
  const last = { lastStatus: status, lastError: fault, lastAnswer: answer, lastDurationMs: durationMs };
  if (fault === null) {
    return db
      .update(deliveries)
      .set({ status: "delivered", failures: 0, ...last })
      .where(eq(deliveries.id, id));
  }
  const nextAttemptAt = now + (retry?.delayMs ?? 0);
  const next = retry
    ? { nextAttemptAt, wakeAt: nextAttemptAt + WAKE_AFTER_MS }
    : ({ status: "dead" } as const);
  // Who took longer than the lease doesn't speak for the attempt after theirs.
  const isOurs = and(
    eq(deliveries.id, id),
    eq(deliveries.status, "waiting"),
    eq(deliveries.attempts, attempts),
  );
  return db
    .update(deliveries)
    .set({ failures: failures + 1, ...next, ...last })
    .where(isOurs);
}

/** A receiver that says it is gone gets nothing any more, unless its webhook has moved elsewhere by now. */
function retire(db: Database, { webhookId, url }: Shipment, now: number) {
  const isThere = and(eq(webhooks.id, webhookId), eq(webhooks.url, url ?? ""), webhooks.active);
  const isGone = sql`exists (select 1 from webhooks where id = ${webhookId} and gone_at = ${now})`;
  return [
    db
      .update(webhooks)
      .set({
        active: false,
        goneAt: new Date(now),
        version: sql`${webhooks.version} + 1`,
        updatedAt: new Date(now),
      })
      .where(isThere),
    buryWaiting(db, webhookId, isGone),
  ];
}

/** The statement that gives up what waits for a webhook, under a condition: it can be sent again from there. */
export function buryWaiting(db: Database, webhookId: number, condition: SQL) {
  return db
    .update(deliveries)
    .set({ status: "dead" })
    .where(and(eq(deliveries.webhookId, webhookId), eq(deliveries.status, "waiting"), condition));
}
