import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { purchases } from "../../schema/sales/tables.ts";
import { AuditEntry, listAudit } from "../shared/audit-entries.ts";
import { type Actor, auditStatement, type FieldChange } from "../shared/audit.ts";
import type { Database } from "../shared/database.ts";
import type { Page } from "../shared/lists.ts";
import { noPurchase } from "./purchases.ts";

const SUBJECT = "purchase";

const ACTIONS = ["created", "fulfilled", "returned", "cancelled"] as const;

/** What happened to a purchase, on the wire. */
export const PurchaseAuditEntry = AuditEntry.extend({
  action: z.enum(ACTIONS),
  changes: AuditEntry.shape.changes.describe(
    "`reason` of a cancel or return; of a return, each product's quantity as `item:42`.",
  ),
}).meta({
  id: "PurchaseAuditEntry",
  examples: [
    {
      id: 12,
      action: "cancelled",
      by: { kind: "person", id: 1, name: "Dona Ivone Lara" },
      changes: [{ field: "reason", from: null, to: "wrong edition" }],
      createdAt: "2026-11-23T14:05:00.000Z",
    },
  ],
});

/** Tells of what is done to the purchase that `where` finds. */
export function tellPurchase(
  db: Database,
  about: { action: (typeof ACTIONS)[number]; where: SQL; by: Actor; changes?: FieldChange[] },
) {
  return auditStatement(db, { subject: SUBJECT, table: purchases, ...about });
}

/** The reason for something, as a change. */
export function reasonChange(reason: string | undefined): FieldChange[] {
  return reason === undefined ? [] : [{ field: "reason", from: sql`null`, to: reason }];
}

/** One page of what was done to a purchase, newest first. Throws `not-found`. */
export async function listPurchaseAudit(
  db: Database,
  id: number,
  page: { limit: number; cursor?: string | undefined },
): Promise<Page<AuditEntry>> {
  const entries = await listAudit(db, SUBJECT, id, page);
  if (entries.items.length === 0 && page.cursor === undefined) throw noPurchase(id); // each was created
  return entries;
}
