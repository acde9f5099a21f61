import type { ClientValues } from "./import-known.ts";
import type { CreateStep, Step, UpdateStep } from "./import-plan.ts";
import { foldName } from "../shared/words.ts";

/** A step that writes. */
export type WriteStep = CreateStep | UpdateStep;

const RECORDS_PER_WRITE = 2000;
const BYTES_PER_WRITE = 1_900_000; // D1 takes 2 MB for one parameter

/** Cuts a plan into parts that `applySteps` can do at once. */
export function* inBatches<S extends Step>(steps: S[]): Generator<S[]> {
  const encoder = new TextEncoder();
  let batch: S[] = [];
  let bytes = 0;
  for (const step of steps) {
    const size = isWrite(step) ? encoder.encode(JSON.stringify(rowOf(step))).length + 1 : 0;
    if (batch.length === RECORDS_PER_WRITE || bytes + size > BYTES_PER_WRITE) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
    batch.push(step);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

/** What is sent of a step: of an update, only what it changes, so that the file's size bounds how much it is. */
export function rowOf(step: WriteStep): object {
  const { client } = step;
  const nameKey = foldName(client.name);
  if (step.action === "create") return { ...client, nameKey, notThese: step.notThese };
  const { id, version, ...stored } = step.stored;
  const changed = Object.entries(client).filter(
    ([field, value]) => stored[field as keyof ClientValues] !== value,
  );
  return { id, version, ...Object.fromEntries(changed), ...(client.name !== stored.name && { nameKey }) };
}

export function isWrite(step: Step): step is WriteStep {
  return step.action === "create" || step.action === "update";
}
