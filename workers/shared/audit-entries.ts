import { and, desc, eq, lt } from "drizzle-orm";
import * as z from "zod";
import { auditTable } from "../../schema/columns.ts";
import type { Database } from "./database.ts";
import { decodeCursor, encodeCursor, type Page } from "./lists.ts";

const audit = auditTable();

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

type AuditRow = typeof audit.$inferSelect;

interface Paged {
  limit: number;
  cursor?: string | undefined;
}

/** One page of what happened to a subject, newest first. */
export async function listAudit(
  db: Database,
  subject: string,
  subjectId: number,
  page: Paged,
): Promise<Page<AuditEntry>> {
  return toAuditPage(await selectAudit(db, subject, subjectId, page), page);
}

/** The query for a page of what happened to a subject, to stand in a batch; `toAuditPage` reads what it brings. */
export function selectAudit(db: Database, subject: string, subjectId: number, { limit, cursor }: Paged) {
  const [, before] = cursor === undefined ? [] : decodeCursor(cursor, z.tuple([z.literal("audit"), z.int()]));
  const isBefore = before === undefined ? undefined : lt(audit.id, before);
  return db
    .select()
    .from(audit)
    .where(and(eq(audit.subject, subject), eq(audit.subjectId, subjectId), isBefore))
    .orderBy(desc(audit.id))
    .limit(limit + 1);
}

export function toAuditPage(rows: AuditRow[], { limit }: Paged): Page<AuditEntry> {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(toAuditEntry),
    nextCursor: last ? encodeCursor(["audit", last.id]) : null,
  };
}

function toAuditEntry(row: AuditRow): AuditEntry {
  const { id, action, byKind, byId, byName, changes, createdAt } = row;
  return {
    id,
    action,
    by: { kind: byKind, id: byId, name: byName },
    changes: changes?.filter((change) => change !== null) ?? null,
    createdAt: createdAt.toISOString(),
  };
}
