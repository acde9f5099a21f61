import type { ImportRecord } from "./import-records.ts";
import type { InputError } from "./problem.ts";

/** What becomes of a record; `Write` are those that write. */
export type Step<Given, Write extends WriteStep<Given>> = FailStep<Given> | SkipStep<Given> | Write;

export interface FailStep<Given> {
  action: "fail";
  record: ImportRecord<Given>;
  errors: InputError[];
  duplicateOf?: number;
}

/** What is stored says the same. */
export interface SkipStep<Given> {
  action: "skip";
  record: ImportRecord<Given>;
  id: number;
}

export interface WriteStep<Given> {
  action: "create" | "update";
  record: ImportRecord<Given>;
}

const RECORDS_PER_WRITE = 2000;
const BYTES_PER_WRITE = 1_900_000; // D1 takes 2 MB for one parameter

/** Cuts a plan into parts that can be done at once; `rowOf` is what is sent of a step. */
export function* inBatches<Given, Write extends WriteStep<Given>, S extends Step<Given, Write>>(
  steps: S[],
  rowOf: (step: Write) => object,
): Generator<S[]> {
  const encoder = new TextEncoder();
  let batch: S[] = [];
  let bytes = 0;
  for (const step of steps) {
    const size = isWrite<Given, Write>(step) ? encoder.encode(JSON.stringify(rowOf(step))).length + 1 : 0;
    if (batch.length === RECORDS_PER_WRITE || bytes + size > BYTES_PER_WRITE) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
    batch.push(step);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

/** A record that is left out. */
export function fail<Given>(
  record: ImportRecord<Given>,
  pointer: string,
  code: string,
  detail: string,
): FailStep<Given> {
  return { action: "fail", record, errors: [{ pointer, code, detail }] };
}

/** A record that is about the same as another line of the file. */
export function failAsDuplicate<Given>(
  record: ImportRecord<Given>,
  thing: string,
  line: number,
): FailStep<Given> {
  return { ...fail(record, "", "duplicate", `Line ${line} is about the same ${thing}.`), duplicateOf: line };
}

export function isWrite<Given, Write extends WriteStep<Given>>(step: Step<Given, Write>): step is Write {
  return step.action === "create" || step.action === "update";
}
