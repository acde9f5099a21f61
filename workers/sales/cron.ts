import { openDatabase } from "../shared/database.ts";
import { sweepIdempotencyKeys } from "../shared/idempotency.ts";
import type { SalesEnv } from "./env.ts";
import { sendDeliveries } from "./queue.ts";
import { relayAll } from "./relay.ts";
import { sweepDeliveries, sweepEvents } from "./retention.ts";
import { wakeDeliveries } from "./claim-deliveries.ts";
import { startSpending } from "../shared/timing.ts";

const WOKEN_PER_RUN = 600;

/** Of each hour: what is forgotten needn't be looked for each minute. */
const SWEEPING_MINUTE = 27;

/** Each minute: hands over again what a queue may have lost. Once an hour it also forgets what is old. */
export async function runCron(env: SalesEnv, now: number): Promise<void> {
  const db = openDatabase(env, startSpending());
  await relayAll(db, env.EVENTS, now);
  await sendDeliveries(env.DELIVERIES, await wakeDeliveries(db, WOKEN_PER_RUN, now));
  if (new Date(now).getUTCMinutes() !== SWEEPING_MINUTE) return;
  await sweepIdempotencyKeys(db, now);
  await sweepDeliveries(db, env.DELIVERY_RETENTION_DAYS, now);
  await sweepEvents(db, env.EVENT_RETENTION_DAYS, now);
}
