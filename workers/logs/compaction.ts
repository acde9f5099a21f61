import type { LogsEnv } from "./env.ts";
import { foldDays } from "./folding.ts";
import { mergeMinutes } from "./merging.ts";
import { startRun } from "./run.ts";
import { readIndex } from "./tree.ts";

/**
 * Merges the raw segments of settled minutes, rolls them up, and folds the rollups into hours and days.
 *
 * Nothing is changed in place, and a key is deleted only by a run that sees what replaced it, older than KV's lag.
 * So it may be interrupted anywhere, repeated, or run twice at once. Rejects with all that failed.
 */
export async function compact(env: LogsEnv, now: number): Promise<void> {
  const retentionDays = Number(env.RETENTION_DAYS);
  const run = startRun({ kv: env.LOG, now, settleMs: Number(env.SETTLE_SECONDS) * 1000, retentionDays });
  const index = await readIndex(run.kv, now, retentionDays);
  const merged = await mergeMinutes(run, index);
  await foldDays(run, index, merged);
  if (run.failures.length > 0) {
    throw new AggregateError(run.failures, "The compaction could not do everything.");
  }
}
