import type { Retention } from "./retention.ts";

/** How much one run may read, write and delete; what is left waits for the next. KV allows 1,000 operations. */
const OPERATIONS_PER_RUN = 600;

/** One run of the compaction. Times in epoch milliseconds. */
export interface Run {
  readonly kv: KVNamespace;
  readonly now: number;
  readonly settleMs: number;
  readonly retention: Retention;
  /** A step that begins with some left may still write what it has to. */
  operationsLeft: number;
  /** What went wrong so far: one period's failure doesn't keep the others waiting. */
  readonly failures: unknown[];
}

export function startRun(given: Omit<Run, "operationsLeft" | "failures">): Run {
  return { ...given, operationsLeft: OPERATIONS_PER_RUN, failures: [] };
}

/** Deletes keys whose content lives on elsewhere, in this order, as many as the run still may. */
export async function remove(run: Run, keys: readonly string[]): Promise<void> {
  const some = keys.slice(0, Math.max(0, run.operationsLeft));
  run.operationsLeft -= some.length;
  await Promise.all(some.map((key) => run.kv.delete(key)));
}

/** Whether every reader sees by now what was written then. */
export function isSettled(run: Run, writtenAt: number): boolean {
  return writtenAt + run.settleMs <= run.now;
}
