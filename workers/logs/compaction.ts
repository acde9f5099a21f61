import type { LogsEnv } from "./env.ts";
import { foldDays } from "./folding.ts";
import { mergeMinutes } from "./merging.ts";
import { retentionOf } from "./retention.ts";
import { startRun } from "./run.ts";
import { sumUpDays } from "./summing.ts";
import { readIndex } from "./tree.ts";

/**
 * Merges the raw segments of settled minutes, rolls them up, folds the rollups into hours and days, and sums up whole days.
 *
 * Nothing is changed in place, and a key is deleted only by a run that sees what replaced it, older than KV's lag.
 * So it may be interrupted anywhere, repeated, or run twice at once. Rejects with all that failed.
 */
export async function compact(env: LogsEnv, now: number): Promise<void> {
  const retention = retentionOf(env);
  const run = startRun({ kv: env.LOG, now, settleMs: Number(env.SETTLE_SECONDS) * 1000, retention });
  const index = await readIndex(run.kv, now, retention);
  const merged = await mergeMinutes(run, index);
  await foldDays(run, index, merged);
  await sumUpDays(run, index);
  if (run.failures.length > 0) {
    throw new AggregateError(run.failures, "The compaction could not do everything.");
  }
}
