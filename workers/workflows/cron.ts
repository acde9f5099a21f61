import { openDatabase } from "../shared/database.ts";
import { sweepIdempotencyKeys } from "../shared/idempotency.ts";
import type { WorkflowsEnv } from "./env.ts";
import { endLeases } from "./queue.ts";
import { renderLate } from "./rendering.ts";
import { noteAge } from "./stats.ts";
import { startSpending } from "../shared/timing.ts";

/** Of each hour: what is forgotten needn't be looked for each minute. */
const SWEEPING_MINUTE = 47;

/** Each minute: ends leases that ran out, renders what a queue lost, notes how old the oldest is. Once an hour, forgets old keys. */
export async function runCron(env: WorkflowsEnv, now: number): Promise<void> {
  const db = openDatabase(env, startSpending());
  await endLeases(db, now, env.MAX_ATTEMPTS);
  await noteAge(db, now);
  await renderLate(db, env.FILES, now);
  if (new Date(now).getUTCMinutes() === SWEEPING_MINUTE) await sweepIdempotencyKeys(db, now);
}
