import { openDatabase } from "../shared/database.ts";
import { sweepIdempotencyKeys } from "../shared/idempotency.ts";
import { startSpending } from "../shared/timing.ts";
import { sweepAlerts } from "./alerts.ts";
import { compact } from "./compaction.ts";
import type { LogsEnv } from "./env.ts";
import { evaluateRules, selectActiveRules } from "./evaluate.ts";
import { openStore } from "./log-store.ts";
import { MINUTE_MS } from "./periods.ts";
import { selectNews, tellAlerts } from "./tell-alerts.ts";

/** Of each hour: what is forgotten needn't be looked for each minute. */
const SWEEPING_MINUTE = 7;

/** Each minute: compacts the log and looks after alerts, neither of which waits for the other. Rejects with all that failed. */
export async function runCron(env: LogsEnv, now: number): Promise<void> {
  const done = await Promise.allSettled([compact(env, now), watch(env, now)]);
  const failures: unknown[] = done.flatMap((part) => (part.status === "rejected" ? [part.reason] : []));
  if (failures.length > 0) throw new AggregateError(failures, "Not everything could be done.");
}

/** Evaluates the rules and tells what came of it. Once an hour, forgets old keys and alerts. Rejects with all that failed. */
async function watch(env: LogsEnv, now: number): Promise<void> {
  const db = openDatabase(env, startSpending());
  if (new Date(now).getUTCMinutes() === SWEEPING_MINUTE) {
    await sweepIdempotencyKeys(db, now);
    await sweepAlerts(db, now, Number(env.RETENTION_DAYS));
  }
  const [rules, news] = await db.batch([selectActiveRules(db), selectNews(db)]);
  if (rules.length + news.length === 0) return;
  const end = Math.floor((now - Number(env.ALERT_DELAY_SECONDS) * 1000) / MINUTE_MS) * MINUTE_MS;
  const failures = await evaluateRules(db, rules, { store: openStore(env), end, now });
  await tellAlerts(db, env.SALES, now).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw new AggregateError(failures, "Not all alerts could be looked after.");
}
