import { sql } from "drizzle-orm";
import { check, index, integer, real, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { auditTable, id, idempotencyKeysTable, timestamp, timestamps, version } from "../columns.ts";

/** What a rule is about, and what of the log it looks at; what is null isn't asked for. */
const condition = () => ({
  name: text("name").notNull(),
  kind: text("kind", { enum: ["error-rate", "p95", "silence"] }).notNull(),
  /** A share of the requests, or milliseconds; null for silence. */
  threshold: real("threshold"),
  /** Over how long a time figures are read. */
  windowMinutes: integer("window_minutes").notNull(),
  service: text("service"),
  route: text("route"),
  method: text("method"),
  caller: text("caller"),
});

/** When somebody is to be told of what the log says, and how it stands. A trigger lets no more than 50 in. */
export const alertRules = sqliteTable(
  "alert_rules",
  {
    id: id(),
    ...condition(),
    /** With fewer requests than that, figures say nothing; null for silence. */
    minRequests: integer("min_requests"),
    /** For how many minutes in a row it has to be bad before it fires, and good before it is over. */
    forMinutes: integer("for_minutes").notNull(),
    recoverMinutes: integer("recover_minutes").notNull(),
    active: integer("active", { mode: "boolean" }).notNull().default(true),
    /** Of here on, what the cron found; none of it counts as an edit. */
    state: text("state", { enum: ["ok", "pending", "firing", "recovering"] })
      .notNull()
      .default("ok"),
    /** For how many minutes in a row it has been bad while it is pending, or good while it is recovering. */
    streak: integer("streak").notNull().default(0),
    /** When it came into this state. */
    since: timestamp("since"),
    /** The last figure, and of how many requests. */
    value: real("value"),
    requests: integer("requests"),
    /** The end of the last window that was looked at. */
    evaluatedAt: timestamp("evaluated_at"),
    version: version(),
    ...timestamps(),
  },
  (table) => [
    check(
      "alert_rules_threshold",
      sql`case ${table.kind} when 'silence' then ${table.threshold} is null
        when 'error-rate' then ${table.threshold} is not null and ${table.threshold} > 0 and ${table.threshold} <= 1
        else ${table.threshold} is not null and ${table.threshold} > 0 end`,
    ),
    check(
      "alert_rules_min_requests",
      sql`(${table.kind} = 'silence') = (${table.minRequests} is null) and coalesce(${table.minRequests}, 1) > 0`,
    ),
    check("alert_rules_state", sql`${table.active} or ${table.state} = 'ok'`),
  ],
);

/** What fired, with the rule as it was then. One that is over stays as it is; the index lets no rule have two at once. */
export const alerts = sqliteTable(
  "alerts",
  {
    id: id(),
    ruleId: integer("rule_id").notNull(),
    ...condition(),
    /** When it began to be bad, when that had lasted long enough, and when it was over: ends of windows. */
    since: timestamp("since").notNull(),
    firedAt: timestamp("fired_at").notNull(),
    resolvedAt: timestamp("resolved_at"),
    /** Why it is over: it is good again, or nobody looks any more. */
    resolution: text("resolution", { enum: ["recovered", "deactivated", "deleted"] }),
    /** The figure as it fired, the worst one since, and the one as it was over. */
    value: real("value").notNull(),
    worst: real("worst").notNull(),
    resolvedValue: real("resolved_value"),
    /** Since when the service that tells others knows of it. */
    firedToldAt: timestamp("fired_told_at"),
    resolvedToldAt: timestamp("resolved_told_at"),
  },
  (table) => [
    uniqueIndex("alerts_open_unique")
      .on(table.ruleId)
      .where(sql`resolved_at is null`),
    index("alerts_open")
      .on(table.id)
      .where(sql`resolved_at is null`),
    index("alerts_by_rule").on(table.ruleId, table.id),
    index("alerts_by_end")
      .on(table.resolvedAt)
      .where(sql`resolved_at is not null`),
    index("alerts_to_tell")
      .on(table.id)
      .where(sql`fired_told_at is null or (resolved_at is not null and resolved_told_at is null)`),
    check("alerts_resolved", sql`(${table.resolvedAt} is null) = (${table.resolution} is null)`),
  ],
);

export const audit = auditTable();

export const idempotencyKeys = idempotencyKeysTable();
