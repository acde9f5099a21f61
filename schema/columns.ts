import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** The column kinds that tables share. */

/** An integer id that grows and is never used again. */
export const id = () => integer("id").primaryKey({ autoIncrement: true });

/** A moment, kept as milliseconds since 1970 in UTC. */
export const timestamp = (name: string) => integer(name, { mode: "timestamp_ms" });

const now = sql`(cast(round(unixepoch('subsec') * 1000) as integer))`;

/** When a row came and when it last changed, by the database's clock. */
export const timestamps = () => ({
  createdAt: timestamp("created_at").notNull().default(now),
  updatedAt: timestamp("updated_at").notNull().default(now),
});

/** Counts the edits of a row, from 1. */
export const version = () => integer("version").notNull().default(1);

/** Who did something, and what they were called then. */
export const actor = () => ({
  byKind: text("by_kind", { enum: ["person", "key", "setup"] }).notNull(),
  byId: integer("by_id"),
  byName: text("by_name").notNull(),
});

/** The creates that were done under an `Idempotency-Key`, each with the row it made; `workers/shared/idempotency.ts`. */
export const idempotencyKeysTable = () =>
  sqliteTable(
    "idempotency_keys",
    {
      key: text("key").primaryKey(),
      /** SHA-256 of method, path and body. */
      fingerprint: text("fingerprint").notNull(),
      /** The new row's columns as JSON. */
      created: text("created"),
      createdAt: timestamps().createdAt,
    },
    (table) => [index("idempotency_keys_by_creation").on(table.createdAt)],
  );

/**
 * Who changed what and when, written in the transaction of each change; `workers/shared/audit.ts`. Entries stay for
 * ever: a service that has this table refuses, by triggers, to delete or change them. Only `changes` may become null,
 * where a person's data must be erased.
 */
export const auditTable = () =>
  sqliteTable(
    "audit",
    {
      id: id(),
      /** What kind of thing was changed: `person`. */
      subject: text("subject").notNull(),
      subjectId: integer("subject_id").notNull(),
      action: text("action").notNull(),
      ...actor(),
      /** `[{ "field": "name", "from": "Ana", "to": "Ana Maria" }]`, with null for fields that stayed the same. */
      changes: text("changes", { mode: "json" }).$type<(AuditedChange | null)[]>(),
      createdAt: timestamps().createdAt,
    },
    (table) => [index("audit_by_subject").on(table.subject, table.subjectId, table.id)],
  );

/** One field of an edit. Of a secret, only that it changed: both are null. */
export interface AuditedChange {
  field: string;
  from: string | number | boolean | null;
  to: string | number | boolean | null;
}
