import { type SQL, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import { auditTable } from "../../schema/columns.ts";
import type { Database } from "./database.ts";
import type { Identity } from "./identity.ts";

const audit = auditTable();

/** Who does something. `setup` is nobody who signs in: who holds the set-up token, or Fachada by itself. */
export type Actor = Pick<Identity, "kind" | "id" | "name"> | { kind: "setup"; id: null; name: string };

export const SETUP = { kind: "setup", id: null, name: "Set-up" } as const;

type Column = SQLiteTable["_"]["columns"][string];

/** A field that gets a new value; of a secret, only that it has one. */
export type FieldChange =
  | { field: string | SQL; from: SQL | Column; to: SQL | Column | string | number | null }
  | { field: string; secret: true };

interface About {
  subject: string;
  table: SQLiteTable;
  /** Whom the entry is about, where that isn't the row itself. */
  subjectId?: Column;
  /** What is read, where that is more than the table. */
  from?: SQL;
  where: SQL | undefined;
  action: string;
  by: Actor;
  changes?: FieldChange[];
  /** When, where that isn't now. */
  at?: Column;
}

/**
 * The statement that tells of a change, to stand in the change's own batch: before an edit, because it reads what the
 * row has by then, under the edit's own condition, so that there is an entry exactly if there is an edit; and after a
 * create. `where` finds one row of `table`, which has an `id`.
 */
export function auditStatement(db: Database, about: About) {
  return insertEntries(db, selectEntries(about));
}

/** Stores the entries that `entries` selects. */
export function insertEntries(db: Database, entries: SQL) {
  return db.insert(audit).select(entries);
}

/** The entries of all rows that `where` finds. */
export function selectEntries(about: About): SQL {
  const { subject, table, from = table, where, action, by, changes = [], at = Date.now() } = about;
  const subjectId = about.subjectId ?? sql`${table}.id`;
  const list = sql.join(changes.map(toJson), sql`, `);
  // In the order of the table's columns.
  return sql`select null, ${subject}, ${subjectId}, ${action}, ${by.kind}, ${by.id}, ${by.name},
    json_array(${list}), ${at} from ${from} where ${where}`;
}

function toJson(change: FieldChange): SQL {
  const { field } = change;
  if ("secret" in change) return sql`json_object('field', ${field}, 'from', null, 'to', null)`;
  const { from, to } = change;
  return sql`case when ${from} is not ${to} then json_object('field', ${field}, 'from', ${from}, 'to', ${to}) end`;
}
