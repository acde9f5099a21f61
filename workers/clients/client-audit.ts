import { eq, type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { clients } from "../../schema/clients/tables.ts";
import { AuditEntry, selectAudit, toAuditPage } from "../shared/audit-entries.ts";
import { type Actor, auditStatement, type FieldChange } from "../shared/audit.ts";
import type { Database } from "../shared/database.ts";
import type { Page } from "../shared/lists.ts";
import { Problem } from "../shared/problem.ts";
import type { ClientChanges } from "./client.ts";

/** What the entries about a client and its addresses are filed under. */
export const SUBJECT = "client";

export const CLIENT_FIELDS = ["name", "email", "phone", "document", "status"] as const;

const ACTIONS = [
  "created",
  "edited",
  "erased",
  "address-created",
  "address-edited",
  "address-made-primary",
  "address-deleted",
] as const;

/** What happened to a client or one of its addresses, on the wire. */
export const ClientAuditEntry = AuditEntry.extend({
  action: z.enum(ACTIONS),
  changes: AuditEntry.shape.changes.describe(
    "What changed from what to what. Fields are the client's own, `addresses/{id}/{field}` for one of an address, and `primaryAddress` for which of them is primary, by id; null stands for what isn't there. Null as a whole once the personal data was erased.",
  ),
}).meta({
  id: "ClientAuditEntry",
  examples: [
    {
      id: 12,
      action: "address-edited",
      by: { kind: "person", id: 1, name: "Dona Ivone Lara" },
      changes: [{ field: "addresses/4/number", from: "96", to: "98" }],
      createdAt: "2026-11-23T14:05:00.000Z",
    },
  ],
});

/** What a new client has, told of a row that is there already. */
export const createdChanges = (): FieldChange[] =>
  CLIENT_FIELDS.map((field) => ({ field, from: sql`null`, to: clients[field] }));

/** Tells of what is done to the client that `where` finds. */
export function tellClient(
  db: Database,
  about: {
    action: "created" | "edited" | "erased";
    where: SQL | undefined;
    by: Actor;
    changes?: FieldChange[];
  },
) {
  return auditStatement(db, { subject: SUBJECT, table: clients, ...about });
}

/** What an edit changes, told of the row as it is before. */
export function editedChanges(changes: ClientChanges): FieldChange[] {
  return CLIENT_FIELDS.flatMap((field) => {
    const to = changes[field];
    return to === undefined ? [] : [{ field, from: clients[field], to }];
  });
}

/** One page of what was done to a client and its addresses, newest first. Throws `not-found`. */
export async function listClientAudit(
  db: Database,
  id: number,
  page: { limit: number; cursor?: string | undefined },
): Promise<Page<AuditEntry>> {
  const [rows, [client]] = await db.batch([
    selectAudit(db, SUBJECT, id, page),
    db.select({ id: clients.id }).from(clients).where(eq(clients.id, id)),
  ]);
  if (!client) throw new Problem("not-found", `There is no client ${id}.`);
  return toAuditPage(rows, page);
}
