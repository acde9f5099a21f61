import { and, eq, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import { getTableColumns } from "drizzle-orm";
import { webhooks } from "../../schema/sales/tables.ts";
import { type Actor, auditStatement, type FieldChange } from "../shared/audit.ts";
import type { Database } from "../shared/database.ts";
import { refuseEdit } from "../shared/etag.ts";
import { type IdempotencyClaim, writeOnce } from "../shared/idempotency.ts";
import type { Postage } from "./deliver.ts";
import { buryWaiting } from "./record-attempts.ts";
import { toWebhook, type Webhook, type WebhookChanges, type WebhookWithSecret } from "./webhook.ts";
import { createSecret, openSecret, sealSecret } from "./webhook-secret.ts";
import { noWebhook, refuseUrl } from "./webhooks.ts";

const SUBJECT = "webhook";

/** How long a secret goes on signing beside the one after it. */
const OVERLAP_MS = 24 * 60 * 60_000;

type Row = typeof webhooks.$inferSelect;

/**
 * Changes the fields given of a webhook that is still at `version`; what waits for one that is made inactive is given up.
 * Throws `precondition-failed` with the webhook as it is now, `not-found`, and `invalid-body` for an address that
 * nothing may be sent to.
 */
export async function editWebhook(
  db: Database,
  edit: { id: number; version: number; changes: WebhookChanges; by: Actor; postage: Postage },
): Promise<Webhook> {
  const { id, version, changes, by, postage } = edit;
  const { url, types, description, active } = changes;
  if (url !== undefined) refuseUrl(url, postage);
  const where = and(eq(webhooks.id, id), eq(webhooks.version, version));
  const isSame = sql`exists (select 1 from ${webhooks} where ${where})`;
  const statements: [BatchItem<"sqlite">, ...BatchItem<"sqlite">[]] = [
    auditStatement(db, {
      subject: SUBJECT,
      table: webhooks,
      where,
      action: "edited",
      by,
      changes: tellChanges(changes),
    }),
    ...(active === false ? [buryWaiting(db, id, isSame)] : []),
    db
      .update(webhooks)
      .set({
        ...(url !== undefined && { url }),
        ...(types !== undefined && { types }),
        ...(description !== undefined && { description }),
        ...(active !== undefined && { active }),
        ...(active && { goneAt: null }),
        version: version + 1,
        updatedAt: new Date(),
      })
      .where(where)
      .returning(),
    db.select().from(webhooks).where(eq(webhooks.id, id)),
  ];
  const results: unknown[] = await db.batch(statements);
  const [[edited], [stored]] = results.slice(-2) as [Row[], Row[]];
  if (edited) return toWebhook(edited);
  if (!stored) throw noWebhook(id);
  return refuseEdit(version, toWebhook(stored));
}

/**
 * Gives a webhook a new secret, once per idempotency key; the one before goes on signing for 24 hours. Throws `not-found`.
 */
export async function rotateSecret(
  db: Database,
  id: number,
  how: { by: Actor; claim: IdempotencyClaim | undefined; postage: Postage },
): Promise<WebhookWithSecret> {
  const { by, claim, postage } = how;
  const where = sql`${webhooks.id} = ${id}`;
  const now = Date.now();
  const secret = await sealSecret(createSecret(), postage.key);
  const row = await writeOnce<Row>(db, claim, {
    table: webhooks,
    fields: getTableColumns(webhooks),
    row: where,
    statements: [
      auditStatement(db, {
        subject: SUBJECT,
        table: webhooks,
        where,
        action: "rotated",
        by,
        changes: [{ field: "secret", secret: true }],
      }),
      db
        .update(webhooks)
        .set({
          secret,
          oldSecret: sql`${webhooks.secret}`,
          oldSecretUntil: new Date(now + OVERLAP_MS),
          version: sql`${webhooks.version} + 1`,
          updatedAt: new Date(now),
        })
        .where(where),
    ],
  });
  if (!row) throw noWebhook(id);
  return { ...toWebhook(row), secret: await openSecret(row.secret, postage.key) };
}

function tellChanges({ url, types, description, active }: WebhookChanges): FieldChange[] {
  const wasActive = sql`json(iif(${webhooks.active}, 'true', 'false'))`;
  return [
    ...(url === undefined ? [] : [{ field: "url", from: webhooks.url, to: url }]),
    ...(types === undefined ? [] : [{ field: "types", from: webhooks.types, to: JSON.stringify(types) }]),
    ...(description === undefined
      ? []
      : [{ field: "description", from: webhooks.description, to: description }]),
    ...(active === undefined ? [] : [{ field: "active", from: wasActive, to: sql`json(${String(active)})` }]),
  ];
}
