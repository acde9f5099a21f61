import { and, desc, eq, lt, sql } from "drizzle-orm";
import * as z from "zod";
import { deliveries, webhooks } from "../../schema/sales/tables.ts";
import { type AuditEntry, listAudit } from "../shared/audit-entries.ts";
import { type Actor, auditStatement } from "../shared/audit.ts";
import type { Database } from "../shared/database.ts";
import { createOnce, type IdempotencyClaim } from "../shared/idempotency.ts";
import { decodeCursor, encodeCursor, type Page } from "../shared/lists.ts";
import { Problem } from "../shared/problem.ts";
import type { Postage } from "./deliver.ts";
import { type NewWebhook, toWebhook, type Webhook, type WebhookWithSecret } from "./webhook.ts";
import { createSecret, openSecret, sealSecret } from "./webhook-secret.ts";
import { findUrlFault } from "./webhook-url.ts";

const SUBJECT = "webhook";

/** The newest row's id: the transaction has the database to itself and ids only grow. */
const isNewest = sql`${webhooks.id} = (select max(id) from webhooks)`;

interface Paged {
  limit: number;
  cursor?: string | undefined;
}

/** One page of webhooks, newest first. */
export async function listWebhooks(db: Database, { limit, cursor }: Paged): Promise<Page<Webhook>> {
  const [, before] =
    cursor === undefined ? [] : decodeCursor(cursor, z.tuple([z.literal("webhooks"), z.int()]));
  const rows = await db
    .select()
    .from(webhooks)
    .where(before === undefined ? undefined : lt(webhooks.id, before))
    .orderBy(desc(webhooks.id))
    .limit(limit + 1);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(toWebhook),
    nextCursor: last ? encodeCursor(["webhooks", last.id]) : null,
  };
}

/** Finds a webhook by id. Throws `not-found`. */
export async function getWebhook(db: Database, id: number): Promise<Webhook> {
  const [row] = await db.select().from(webhooks).where(eq(webhooks.id, id));
  if (!row) throw noWebhook(id);
  return toWebhook(row);
}

/** Makes a webhook, once per idempotency key. Throws `invalid-body` for an address that nothing may be sent to. */
export async function createWebhook(
  db: Database,
  input: NewWebhook,
  how: { by: Actor; claim: IdempotencyClaim | undefined; postage: Postage },
): Promise<WebhookWithSecret> {
  const { by, claim, postage } = how;
  refuseUrl(input.url, postage);
  const secret = await sealSecret(createSecret(), postage.key);
  const row = await createOnce(db, claim, {
    table: webhooks,
    newRow: isNewest,
    statements: [
      db.insert(webhooks).values({ ...input, secret }),
      auditStatement(db, { subject: SUBJECT, table: webhooks, where: isNewest, action: "created", by }),
    ],
  });
  return { ...toWebhook(row), secret: await openSecret(row.secret, postage.key) };
}

/** Deletes a webhook, and what still waits for it; its other deliveries go by age. Throws `not-found`. */
export async function deleteWebhook(db: Database, id: number, by: Actor): Promise<void> {
  const where = eq(webhooks.id, id);
  const [, , [deleted]] = await db.batch([
    auditStatement(db, { subject: SUBJECT, table: webhooks, where, action: "deleted", by }),
    db.delete(deliveries).where(and(eq(deliveries.webhookId, id), eq(deliveries.status, "waiting"))),
    db.delete(webhooks).where(where).returning({ id: webhooks.id }),
  ]);
  if (!deleted) throw noWebhook(id);
}

/** One page of what was done to a webhook, newest first; also once it is deleted. Throws `not-found`. */
export async function listWebhookAudit(db: Database, id: number, page: Paged): Promise<Page<AuditEntry>> {
  const entries = await listAudit(db, SUBJECT, id, page);
  if (entries.items.length === 0 && page.cursor === undefined) throw noWebhook(id); // each was created
  return entries;
}

/** Throws `invalid-body` for an address that nothing may be sent to. */
export function refuseUrl(url: string, { allowsLocal }: Postage): void {
  const fault = findUrlFault(url, allowsLocal);
  if (fault) throw new Problem("invalid-body", fault.detail, { errors: [fault] });
}

export function noWebhook(id: number): Problem {
  return new Problem("not-found", `There is no webhook ${id}.`);
}
