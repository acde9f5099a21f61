import { and, eq, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import { alertRules, alerts } from "../../schema/logs/tables.ts";
import type { Database } from "../shared/database.ts";
import type { AlertRuleRow } from "./alert-rule.ts";
import type { LogStore } from "./log-store.ts";
import { MINUTE_MS } from "./periods.ts";
import type { Figures } from "./stats.ts";
import { advance, interrupted, isFiring, judge, type Verdict } from "./verdict.ts";

/** How many minutes a run looks at, if those before it missed some. What was missed before that begins anew. */
const MOST_MINUTES = 3;

/** What is looked at: the log, and the end of the newest minute whose entries are there. */
export interface Sight {
  store: Pick<LogStore, "figures">;
  /** A whole minute, in epoch milliseconds. */
  end: number;
  now: number;
}

/** The query for the rules that are to be looked after. */
export function selectActiveRules(db: Database) {
  return db.select().from(alertRules).where(eq(alertRules.active, true));
}

/**
 * Looks at what every active rule is about, minute by minute, and stores how each stands: a minute of all rules in one
 * transaction, and of each rule only if it is as it was read. So runs may be repeated, missed or at once, and each minute
 * counts once. Answers what failed: a rule whose figures can't be read waits for the next run.
 */
export async function evaluateRules(db: Database, active: AlertRuleRow[], sight: Sight): Promise<unknown[]> {
  const failures: unknown[] = [];
  let rules = active;
  for (let at = sight.end - (MOST_MINUTES - 1) * MINUTE_MS; at <= sight.end; at += MINUTE_MS) {
    const due = rules.filter((rule) => nextOf(rule, sight.end) === at);
    if (due.length === 0) continue;
    const read = await readFigures(sight, due, at);
    const steps = due.flatMap((rule, index) => {
      const figures = read[index]!;
      if (figures.status === "fulfilled") return stepOf(rule, figures.value, at);
      failures.push(figures.reason);
      return [];
    });
    const stored = await storeSteps(db, steps);
    // Whose figures failed, or which were overtaken, have no further minute in this run.
    rules = [...rules.filter((rule) => !due.includes(rule)), ...stored];
  }
  return failures;
}

/** The end of the minute that a rule is to be looked at next. */
function nextOf({ evaluatedAt }: AlertRuleRow, end: number): number {
  const last = evaluatedAt?.getTime() ?? 0;
  return last < end - MOST_MINUTES * MINUTE_MS ? end : last + MINUTE_MS;
}

/** Reads the figures of each rule's window; those that look at the same share them. */
function readFigures({ store, now }: Sight, rules: AlertRuleRow[], to: number) {
  const shared = new Map<string, Promise<Figures>>();
  return Promise.allSettled(
    rules.map(({ windowMinutes, service, route, method, caller }) => {
      const key = JSON.stringify([windowMinutes, service, route, method, caller]);
      const figures =
        shared.get(key) ??
        store.figures(
          {
            from: to - windowMinutes * MINUTE_MS,
            to,
            service: service ?? undefined,
            route: route ?? undefined,
            method: method ?? undefined,
            caller: caller ?? undefined,
          },
          now,
        );
      shared.set(key, figures);
      return figures;
    }),
  );
}

/** A rule before and after a minute. */
interface Step {
  before: AlertRuleRow;
  after: AlertRuleRow;
  verdict: Verdict;
  at: number;
}

function stepOf(before: AlertRuleRow, figures: Figures, at: number): Step {
  const { value, verdict } = judge(before, figures);
  const isNext = before.evaluatedAt?.getTime() === at - MINUTE_MS;
  const start = isNext ? before : { ...before, ...interrupted(before) };
  const standing = advance(start, verdict, before);
  const isSame = standing.state === start.state && start.state === before.state;
  const after = {
    ...before,
    ...standing,
    value,
    requests: figures.count,
    since: (isSame && before.since) || new Date(at),
    evaluatedAt: new Date(at),
  };
  return { before: start, after, verdict, at };
}

/** Stores a minute, and answers the rules that this run, and no other one or an edit, has brought to it. */
async function storeSteps(db: Database, steps: Step[]): Promise<AlertRuleRow[]> {
  const statements = steps.flatMap((step) => [...changeAlert(db, step), storeStanding(db, step)]);
  const [first, ...rest] = statements;
  if (!first) return [];
  const results: unknown[] = await db.batch([first, ...rest]);
  // What returns nothing answers whatever its driver does.
  const stored = new Set(
    results.flatMap((rows) => (Array.isArray(rows) ? (rows as { id: number }[]) : [])).map(({ id }) => id),
  );
  return steps.filter(({ after }) => stored.has(after.id)).map(({ after }) => after);
}

/** Whether a rule is as it was read: not edited, and no other run was there. */
function isUntouched({ before: { id, version, evaluatedAt } }: Step) {
  return sql`${alertRules.id} = ${id} and ${alertRules.version} = ${version}
    and ${alertRules.evaluatedAt} is ${evaluatedAt?.getTime() ?? null}`;
}

function storeStanding(db: Database, step: Step) {
  const { state, streak, since, value, requests, evaluatedAt } = step.after;
  return db
    .update(alertRules)
    .set({ state, streak, since, value, requests, evaluatedAt })
    .where(isUntouched(step))
    .returning({ id: alertRules.id });
}

/** What becomes of a rule's alert in that minute. */
function changeAlert(db: Database, step: Step): BatchItem<"sqlite">[] {
  const { before, after, verdict, at } = step;
  const { value } = after;
  const isOpen = and(
    eq(alerts.ruleId, after.id),
    sql`resolved_at is null`,
    sql`exists (select 1 from ${alertRules} where ${isUntouched(step)})`,
  );
  if (!isFiring(before) && isFiring(after)) {
    const since = before.state === "pending" && before.since ? before.since.getTime() : at;
    // In the order of the table's columns.
    const fired = sql`select null, id, name, kind, threshold, window_minutes, service, route, method, caller,
      ${since}, ${at}, null, null, ${value}, ${value}, null, null, null from ${alertRules} where ${isUntouched(step)}`;
    return [db.insert(alerts).select(fired).onConflictDoNothing()];
  }
  if (isFiring(before) && !isFiring(after)) {
    const resolved = { resolvedAt: new Date(at), resolution: "recovered", resolvedValue: value } as const;
    return [db.update(alerts).set(resolved).where(isOpen)];
  }
  if (!isFiring(after) || verdict !== "bad") return [];
  return [
    db
      .update(alerts)
      .set({ worst: sql`max(${alerts.worst}, ${value})` })
      .where(isOpen),
  ];
}
