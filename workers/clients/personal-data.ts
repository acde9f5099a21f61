import { and, desc, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { addresses, audit, clients, clientWords } from "../../schema/clients/tables.ts";
import { AuditEntry, selectAudit, toAuditPage } from "../shared/audit-entries.ts";
import type { Actor } from "../shared/audit.ts";
import type { Database } from "../shared/database.ts";
import { refuseEdit } from "../shared/etag.ts";
import { Problem } from "../shared/problem.ts";
import { Address, toAddress } from "./address.ts";
import { SUBJECT, tellClient } from "./client-audit.ts";
import { Client, toClient } from "./client.ts";

/** What an erased client is called. */
const ERASED_NAME = "[erased]";

const MOST_HISTORY = 1000;

/** All that is kept of one person (LGPD, art. 18: access and portability). Who did it is about somebody else. */
export const PersonalData = z
  .object({
    exportedAt: z.iso.datetime(),
    client: Client,
    addresses: z.array(Address),
    history: z
      .array(AuditEntry.omit({ id: true, by: true }))
      .describe(`What was done to these data and when, newest first: the last ${MOST_HISTORY} changes.`),
  })
  .meta({ id: "PersonalData" });

export type PersonalData = z.infer<typeof PersonalData>;

/** Gathers what is kept of a client. Throws `not-found`. */
export async function exportPersonalData(db: Database, id: number): Promise<PersonalData> {
  const page = { limit: MOST_HISTORY };
  const [[client], rows, entries] = await db.batch([
    db.select().from(clients).where(eq(clients.id, id)),
    db.select().from(addresses).where(eq(addresses.clientId, id)).orderBy(desc(addresses.rank)),
    selectAudit(db, SUBJECT, id, page),
  ]);
  if (!client) throw new Problem("not-found", `There is no client ${id}.`);
  return {
    exportedAt: new Date().toISOString(),
    client: toClient(client),
    addresses: rows.map((row, index) => toAddress(row, index === 0)),
    history: toAuditPage(entries, page).items.map(({ action, changes, createdAt }) => ({
      action,
      changes,
      createdAt,
    })),
  };
}

/**
 * Erases the personal data of a client who is still at `version` (LGPD, art. 18): name, contacts, document and
 * addresses, in the audit trail too. Id and times stay, and who did what when. A copy under an idempotency key goes
 * within its 24 hours. Erasing twice changes nothing. Throws `precondition-failed` and `not-found`.
 */
export async function eraseClient(db: Database, id: number, version: number, by: Actor): Promise<Client> {
  const isCurrent = and(eq(clients.id, id), eq(clients.version, version), isNull(clients.erasedAt));
  const guard: SQL = sql`exists (select 1 from ${clients} where ${isCurrent})`;
  const now = new Date();
  const isAbout = and(eq(audit.subject, SUBJECT), eq(audit.subjectId, id), isNotNull(audit.changes));
  const [, , , , erased, [stored]] = await db.batch([
    db.update(audit).set({ changes: null }).where(and(isAbout, guard)),
    tellClient(db, { action: "erased", where: isCurrent, by }),
    db.delete(clientWords).where(and(eq(clientWords.clientId, id), guard)),
    db.delete(addresses).where(and(eq(addresses.clientId, id), guard)),
    db
      .update(clients)
      .set({
        name: ERASED_NAME,
        nameKey: ERASED_NAME,
        email: null,
        phone: null,
        document: null,
        status: "inactive",
        version: version + 1,
        updatedAt: now,
        erasedAt: now,
      })
      .where(isCurrent)
      .returning(),
    db.select().from(clients).where(eq(clients.id, id)),
  ]);
  if (!stored) throw new Problem("not-found", `There is no client ${id}.`);
  return erased[0] || stored.erasedAt ? toClient(stored) : refuseEdit(version, toClient(stored));
}
