import { sql } from "drizzle-orm";
import { alertRules, alerts } from "../../schema/logs/tables.ts";
import { SUBJECT } from "../logs/alert-rules.ts";
import { NewAlertRule } from "../logs/alert-rule.ts";
import type { LogsEnv } from "../logs/env.ts";
import { evaluateRules, selectActiveRules } from "../logs/evaluate.ts";
import { openStore } from "../logs/log-store.ts";
import { insertEntries, selectEntries, SETUP } from "../shared/audit.ts";
import { openDatabase } from "../shared/database.ts";
import { startSpending } from "../shared/timing.ts";
import { OUTAGE_MINUTES_AGO } from "./demo-log.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** What the shop wants to be told of. */
const RULES = [
  { name: "O serviço de clientes falha", kind: "error-rate", threshold: 0.05, service: "clients" },
  { name: "Tudo está lento", kind: "p95", threshold: 500 },
] as const;

/** From before the outage until it must have been good for long enough. */
const LOOKED_AT = { from: OUTAGE_MINUTES_AGO + 3, to: OUTAGE_MINUTES_AGO - 25 };

/** Fills an empty database with some rules, and with what they found in the log's outage. */
export async function fillAlerts(env: LogsEnv, now: Date): Promise<void> {
  const db = openDatabase(env, startSpending());
  const [taken] = await db.select({ id: alertRules.id }).from(alertRules).limit(1);
  if (taken) return;
  const createdAt = new Date(now.getTime() - 40 * DAY_MS);
  const rules = RULES.map((rule) => ({ ...NewAlertRule.parse(rule), createdAt, updatedAt: createdAt }));
  await db.batch([
    db.insert(alertRules).values(rules),
    insertEntries(
      db,
      selectEntries({
        subject: SUBJECT,
        table: alertRules,
        where: sql`true`,
        action: "created",
        by: SETUP,
        at: alertRules.createdAt,
      }),
    ),
  ]);
  const store = openStore(env);
  const minute = Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS;
  for (let ago = LOOKED_AT.from; ago >= LOOKED_AT.to; ago -= 1) {
    const sight = { store, end: minute - ago * MINUTE_MS, now: now.getTime() };
    const [failure] = await evaluateRules(db, await selectActiveRules(db), sight);
    if (failure !== undefined) throw failure;
  }
  // It is long ago, and nobody is told of it now.
  await db.update(alerts).set({ firedToldAt: alerts.firedAt, resolvedToldAt: alerts.resolvedAt });
}
