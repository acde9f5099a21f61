import { and, desc, eq, lt, type SQL, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import * as z from "zod";
import { alertRules, alerts } from "../../schema/logs/tables.ts";
import { type AuditEntry, listAudit } from "../shared/audit-entries.ts";
import { type Actor, auditStatement, type FieldChange } from "../shared/audit.ts";
import { type Database, refusal } from "../shared/database.ts";
import { refuseEdit } from "../shared/etag.ts";
import { createOnce, type IdempotencyClaim } from "../shared/idempotency.ts";
import { decodeCursor, encodeCursor, type Page } from "../shared/lists.ts";
import { Problem } from "../shared/problem.ts";
import {
  type AlertRule,
  type AlertRuleChanges,
  type AlertRuleRow,
  FAULTS,
  type NewAlertRule,
  toAlertRule,
} from "./alert-rule.ts";

export const SUBJECT = "alert-rule";

/** The newest row's id: the transaction has the database to itself and ids only grow. */
const isNewest = sql`${alertRules.id} = (select max(id) from alert_rules)`;

interface Paged {
  limit: number;
  cursor?: string | undefined;
}

/** One page of rules, newest first. */
export async function listAlertRules(db: Database, { limit, cursor }: Paged): Promise<Page<AlertRule>> {
  const [, before] =
    cursor === undefined ? [] : decodeCursor(cursor, z.tuple([z.literal("alert-rules"), z.int()]));
  const rows = await db
    .select()
    .from(alertRules)
    .where(before === undefined ? undefined : lt(alertRules.id, before))
    .orderBy(desc(alertRules.id))
    .limit(limit + 1);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(toAlertRule),
    nextCursor: last ? encodeCursor(["alert-rules", last.id]) : null,
  };
}

/** Finds a rule by id. Throws `not-found`. */
export async function getAlertRule(db: Database, id: number): Promise<AlertRule> {
  const [row] = await db.select().from(alertRules).where(eq(alertRules.id, id));
  if (!row) throw noRule(id);
  return toAlertRule(row);
}

/** Makes a rule, once per idempotency key. Throws `conflict` where there are 50. */
export async function createAlertRule(
  db: Database,
  input: NewAlertRule,
  { by, claim }: { by: Actor; claim?: IdempotencyClaim | undefined },
): Promise<AlertRule> {
  const row = await createOnce(db, claim, {
    table: alertRules,
    newRow: isNewest,
    statements: [
      db.insert(alertRules).values(input),
      auditStatement(db, { subject: SUBJECT, table: alertRules, where: isNewest, action: "created", by }),
    ],
  }).catch((error: unknown) => {
    if (refusal(error) !== "too_many") throw error;
    throw new Problem("conflict", "There are 50 rules, and that is all there may be. Delete one first.");
  });
  return toAlertRule(row);
}

/** What decides on the figures, or on what becomes of them: if that becomes another, it has not been so for any time yet. */
const DECISIVE = [
  "threshold",
  "windowMinutes",
  "minRequests",
  "forMinutes",
  "recoverMinutes",
  "service",
  "route",
  "method",
  "caller",
] as const satisfies (keyof AlertRuleChanges)[];

/**
 * Changes the fields given of a rule that is still at `version`. The alert of one that is made inactive is over; with another
 * condition it goes on until that is good. Throws `precondition-failed` with the rule as it is now, `not-found`, and
 * `invalid-body` for what this kind of rule can't have.
 */
export async function editAlertRule(
  db: Database,
  edit: { id: number; version: number; changes: AlertRuleChanges; by: Actor; now: number },
): Promise<AlertRule> {
  const { id, version, changes, by, now } = edit;
  const where = sql`${alertRules.id} = ${id} and ${alertRules.version} = ${version}`;
  const statements: [BatchItem<"sqlite">, ...BatchItem<"sqlite">[]] = [
    auditStatement(db, {
      subject: SUBJECT,
      table: alertRules,
      where,
      action: "edited",
      by,
      changes: tellChanges(changes),
    }),
    ...(changes.active === false ? [endAlert(db, { id, where, resolution: "deactivated", now })] : []),
    db
      .update(alertRules)
      .set({
        ...beginAnewIfOther(changes),
        ...given(changes),
        ...(changes.active === false && UNKNOWN),
        version: version + 1,
        updatedAt: new Date(now),
      })
      .where(where)
      .returning(),
    db.select().from(alertRules).where(eq(alertRules.id, id)),
  ];
  const results: unknown[] = await db.batch(statements).catch((error: unknown) => {
    throw asFault(error, changes) ?? error;
  });
  const [[edited], [stored]] = results.slice(-2) as [AlertRuleRow[], AlertRuleRow[]];
  if (edited) return toAlertRule(edited);
  if (!stored) throw noRule(id);
  return refuseEdit(version, toAlertRule(stored));
}

/** Counts anew where one of the decisive fields given is another one than before; the row's own are still those. */
function beginAnewIfOther(changes: AlertRuleChanges) {
  const others = DECISIVE.filter((field) => changes[field] !== undefined).map(
    (field) => sql`${alertRules[field]} is not ${changes[field]}`,
  );
  if (others.length === 0) return {};
  const isOther = sql.join(others, sql` or `);
  return {
    streak: sql`iif(${isOther}, 0, ${alertRules.streak})`,
    state: sql`case when not (${isOther}) then ${alertRules.state} when ${alertRules.state} = 'pending' then 'ok'
      when ${alertRules.state} = 'recovering' then 'firing' else ${alertRules.state} end`,
  };
}

const UNKNOWN = {
  state: "ok",
  streak: 0,
  since: null,
  value: null,
  requests: null,
  evaluatedAt: null,
} as const;

/** The changes that there are, for drizzle's types. */
function given(changes: AlertRuleChanges) {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

/** What the schema doesn't let such a rule have. */
function asFault(error: unknown, { threshold = 0 }: AlertRuleChanges): Problem | undefined {
  const refused = refusal(error);
  const fault = (pointer: string, code: string, detail: string) =>
    new Problem("invalid-body", `${pointer}: ${detail}`, { errors: [{ pointer, code, detail }] });
  if (refused === "alert_rules_min_requests") {
    return fault("/minRequests", "combination", FAULTS.silentMinRequests);
  }
  if (refused !== "alert_rules_threshold") return undefined;
  return threshold > 1
    ? fault("/threshold", "too_big", FAULTS.share)
    : fault("/threshold", "combination", FAULTS.silentThreshold);
}

function tellChanges(changes: AlertRuleChanges): FieldChange[] {
  const { active, ...fields } = changes;
  const wasActive = sql`json(iif(${alertRules.active}, 'true', 'false'))`;
  return [
    ...Object.entries(given(fields)).map(([field, to]) => ({
      field,
      from: alertRules[field as keyof typeof fields],
      to: to as string | number | null,
    })),
    ...(active === undefined ? [] : [{ field: "active", from: wasActive, to: sql`json(${String(active)})` }]),
  ];
}

/** Deletes a rule; its alert is over, and stays in the history with those before it. Throws `not-found`. */
export async function deleteAlertRule(
  db: Database,
  id: number,
  { by, now }: { by: Actor; now: number },
): Promise<void> {
  const where = sql`${alertRules.id} = ${id}`;
  const [, , [deleted]] = await db.batch([
    auditStatement(db, { subject: SUBJECT, table: alertRules, where, action: "deleted", by }),
    endAlert(db, { id, where, resolution: "deleted", now }),
    db.delete(alertRules).where(where).returning({ id: alertRules.id }),
  ]);
  if (!deleted) throw noRule(id);
}

/** Ends the open alert of the rule that `where` finds, if it has one: nobody looks any more. */
function endAlert(
  db: Database,
  about: { id: number; where: SQL; resolution: "deactivated" | "deleted"; now: number },
) {
  const { id, where, resolution, now } = about;
  return db
    .update(alerts)
    .set({ resolvedAt: sql`max(${alerts.firedAt}, ${now})`, resolution })
    .where(
      and(
        eq(alerts.ruleId, id),
        sql`resolved_at is null`,
        sql`exists (select 1 from ${alertRules} where ${where})`,
      ),
    );
}

/** One page of what was done to a rule, newest first; also once it is deleted. Throws `not-found`. */
export async function listAlertRuleAudit(db: Database, id: number, page: Paged): Promise<Page<AuditEntry>> {
  const entries = await listAudit(db, SUBJECT, id, page);
  if (entries.items.length === 0 && page.cursor === undefined) throw noRule(id); // each was created
  return entries;
}

function noRule(id: number): Problem {
  return new Problem("not-found", `There is no rule ${id}.`);
}
