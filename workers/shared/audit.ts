import { and, desc, eq, lt, type SQL, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import * as z from "zod";
import { auditTable } from "../../schema/columns.ts";
import type { Database } from "./database.ts";
import type { Identity } from "./identity.ts";
import { decodeCursor, encodeCursor, type Page } from "./lists.ts";

const audit = auditTable();

/** Who does something. `setup` is who holds the set-up token. */
export type Actor = Pick<Identity, "kind" | "id" | "name"> | typeof SETUP;

export const SETUP = { kind: "setup", id: null, name: "Set-up" } as const;

/** A field that an edit gives a new value; of a secret, only that it has one. */
export type FieldChange =
  | { field: string; from: SQL | SQLiteTable["_"]["columns"][string]; to: SQL | string | number | null }
  | { field: string; secret: true };

const Value = z.union([z.string(), z.number(), z.boolean()]).nullable();

/** One entry of an audit trail, on the wire. */
export const AuditEntry = z
  .object({
    id: z.int(),
    action: z.string(),
    by: z.object({ kind: z.enum(["person", "key", "setup"]), id: z.int().nullable(), name: z.string() }),
    changes: z
      .array(z.object({ field: z.string(), from: Value, to: Value }))
      .nullable()
      .describe("What changed from what to what, a secret's values left out. Null once it was erased."),
    createdAt: z.iso.datetime(),
  })
  .meta({
    id: "AuditEntry",
    examples: [
      {
        id: 12,
        action: "edited",
        by: { kind: "person", id: 1, name: "Dona Ivone Lara" },
        changes: [{ field: "role", from: "staff", to: "owner" }],
        createdAt: "2026-11-23T14:05:00.000Z",
      },
    ],
  });

export type AuditEntry = z.infer<typeof AuditEntry>;

/**
 * The statement that tells of a change, to stand in the change's own batch: before an edit, because it reads what the
 * row has by then, under the edit's own condition, so that there is an entry exactly if there is an edit; and after a
 * create. `where` finds one row of `table`, which has an `id`.
 */
export function auditStatement(
  db: Database,
  about: {
    subject: string;
    table: SQLiteTable;
    where: SQL | undefined;
    action: string;
    by: Actor;
    changes?: FieldChange[];
  },
) {
  const { subject, table, where, action, by, changes = [] } = about;
  const list = sql.join(changes.map(toJson), sql`, `);
  // In the order of the table's columns.
  const entry = sql`select null, ${subject}, ${table}.id, ${action}, ${by.kind}, ${by.id}, ${by.name},
    json_array(${list}), ${Date.now()} from ${table} where ${where}`;
  return db.insert(audit).select(entry);
}

function toJson(change: FieldChange): SQL {
  const { field } = change;
  if ("secret" in change) return sql`json_object('field', ${field}, 'from', null, 'to', null)`;
  const { from, to } = change;
  return sql`case when ${from} is not ${to} then json_object('field', ${field}, 'from', ${from}, 'to', ${to}) end`;
}

/** One page of what happened to a subject, newest first. */
export async function listAudit(
  db: Database,
  subject: string,
  subjectId: number,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<AuditEntry>> {
  const [, before] = cursor === undefined ? [] : decodeCursor(cursor, z.tuple([z.literal("audit"), z.int()]));
  const isBefore = before === undefined ? undefined : lt(audit.id, before);
  const rows = await db
    .select()
    .from(audit)
    .where(and(eq(audit.subject, subject), eq(audit.subjectId, subjectId), isBefore))
    .orderBy(desc(audit.id))
    .limit(limit + 1);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(toEntry),
    nextCursor: last ? encodeCursor(["audit", last.id]) : null,
  };
}

function toEntry(row: typeof audit.$inferSelect): AuditEntry {
  const { id, action, byKind, byId, byName, changes, createdAt } = row;
  return {
    id,
    action,
    by: { kind: byKind, id: byId, name: byName },
    changes: changes?.filter((change) => change !== null) ?? null,
    createdAt: createdAt.toISOString(),
  };
}
