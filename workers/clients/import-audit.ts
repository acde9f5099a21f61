import { type SQL, sql } from "drizzle-orm";
import { clients } from "../../schema/clients/tables.ts";
import { type Actor, insertEntries, selectEntries } from "../shared/audit.ts";
import type { Database } from "../shared/database.ts";
import { CLIENT_FIELDS, createdChanges, SUBJECT } from "./client-audit.ts";

/**
 * Tells of a batch of an import, in one statement between its insert and its update. The new clients are those that
 * the insert right before it stored: their ids follow one another. The edited ones are read with the update's own
 * condition, `from` its rows, as they are before it; `valueOf` says what a field will be.
 */
export function tellImport(
  db: Database,
  by: Actor,
  updates: { from: SQL; where: SQL; valueOf: (field: (typeof CLIENT_FIELDS)[number]) => SQL },
) {
  const about = { subject: SUBJECT, table: clients, by };
  const created = selectEntries({
    ...about,
    action: "created",
    from: sql`stored cross join ${clients}`,
    where: sql`${clients.id} > stored.last - stored.count and ${clients.id} <= stored.last`,
    changes: createdChanges(),
  });
  const edited = selectEntries({
    ...about,
    action: "edited",
    from: sql`${updates.from} cross join ${clients}`,
    where: updates.where,
    changes: CLIENT_FIELDS.map((field) => ({ field, from: clients[field], to: updates.valueOf(field) })),
  });
  // Materialized, so that it stands still while the entries are stored.
  const stored = sql`with stored as materialized (select last_insert_rowid() as last, changes() as count)`;
  return insertEntries(db, sql`${stored} ${created} union all ${edited}`);
}
