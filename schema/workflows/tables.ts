import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { actor, auditTable, id, idempotencyKeysTable, timestamp, timestamps, version } from "../columns.ts";

/**
 * Work to be done. The order of ids is the order in which it came, and in which it is taken; to others a workflow is known by
 * its UUID.
 */
export const workflows = sqliteTable(
  "workflows",
  {
    id: id(),
    /** Version 7. */
    uuid: text("uuid").notNull(),
    status: text("status", { enum: ["inserted", "consumed"] })
      .notNull()
      .default("inserted"),
    /** Where in the queue it is: it waits, somebody has it on a lease, or it is among the dead letters; null once consumed. */
    place: text("place", { enum: ["waiting", "leased", "dead"] }).default("waiting"),
    /** Any JSON. */
    data: text("data").notNull(),
    /** Counts the edits of `data`, from 1. */
    dataVersion: integer("data_version").notNull().default(1),
    /** The names of its steps, as JSON. */
    steps: text("steps", { mode: "json" }).$type<string[]>().notNull(),
    /** How often it was taken on a lease. */
    attempts: integer("attempts").notNull().default(0),
    /** What who took it last knows it by; null once a lease ran out. */
    lease: text("lease"),
    leaseUntil: timestamp("lease_until"),
    /** Why it wasn't done the last time. */
    lastError: text("last_error"),
    /** The `dataVersion` whose CSV was last stored in R2; null as long as none was. */
    renderedVersion: integer("rendered_version"),
    consumedAt: timestamp("consumed_at"),
    ...actor(),
    version: version(),
    ...timestamps(),
  },
  (table) => [
    uniqueIndex("workflows_uuid_unique").on(table.uuid),
    index("workflows_waiting")
      .on(table.id)
      .where(sql`place = 'waiting'`),
    index("workflows_leased")
      .on(table.id)
      .where(sql`place = 'leased'`),
    index("workflows_leases")
      .on(table.leaseUntil, table.id)
      .where(sql`place = 'leased'`),
    index("workflows_dead")
      .on(table.id)
      .where(sql`place = 'dead'`),
    index("workflows_by_status").on(table.status, table.id),
    index("workflows_to_render")
      .on(table.id)
      .where(sql`rendered_version is not data_version`),
    check("workflows_status", sql`(${table.status} = 'consumed') = (${table.place} is null)`),
    check("workflows_consumed", sql`(${table.status} = 'consumed') = (${table.consumedAt} is not null)`),
    uniqueIndex("workflows_lease_unique").on(table.lease),
    check(
      "workflows_lease",
      sql`(coalesce(${table.place}, '') = 'leased') = (${table.leaseUntil} is not null)`,
    ),
  ],
);

/** What was last said of a workflow's steps; one that nobody spoke of has no row. Without rowid. */
export const stepReports = sqliteTable(
  "step_reports",
  {
    workflowId: integer("workflow_id")
      .notNull()
      .references(() => workflows.id),
    name: text("name").notNull(),
    status: text("status", { enum: ["started", "done", "failed"] }).notNull(),
    message: text("message"),
    startedAt: timestamp("started_at"),
    finishedAt: timestamp("finished_at"),
  },
  (table) => [primaryKey({ columns: [table.workflowId, table.name] })],
);

/** How many workflows are where, kept by triggers. Without rowid. */
export const places = sqliteTable("places", {
  place: text("place", { enum: ["waiting", "leased", "dead", "consumed"] }).primaryKey(),
  count: integer("count").notNull(),
});

/** How much came and went in each hour, kept by triggers. */
export const hours = sqliteTable("hours", {
  /** When it began, in milliseconds. */
  hour: integer("hour").primaryKey(),
  inserted: integer("inserted").notNull().default(0),
  consumed: integer("consumed").notNull().default(0),
  /** How many came to the dead letters. */
  dead: integer("dead").notNull().default(0),
  /** The longest that anything in the queue had waited, in milliseconds: as it was consumed, or as the cron saw it. */
  oldestMs: integer("oldest_ms").notNull().default(0),
});

export const audit = auditTable();

export const idempotencyKeys = idempotencyKeysTable();
