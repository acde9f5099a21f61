import type { ImportRecord } from "./import-records.ts";
import type { ImportProgress, ImportReport } from "./import-report.ts";
import { fail, inBatches, isWrite, type Step, type WriteStep } from "./import-steps.ts";
import { ImportTally } from "./import-tally.ts";
import type { CsvFile } from "./read-csv.ts";

/** Things that lines of this import were about: id and line. */
export type Taken = Map<number, number>;

/** How one kind of thing is imported. */
export interface Importer<Given extends object, Write extends WriteStep<Given>> {
  /** What it is called in what is told: `client`. */
  thing: string;
  /** Says for each record what importing it does, writing nothing. */
  plan: (records: ImportRecord<Given>[], taken: Taken) => Promise<Step<Given, Write>[]>;
  /** What is sent of a step. */
  rowOf: (step: Write) => object;
  /** Does steps in one transaction, and answers those that took effect, with the ids; somebody else came first with the others. */
  apply: (steps: Write[]) => Promise<Map<Write, number>>;
}

/**
 * Brings the records of a file into the store, and yields what has been done after each batch; who stops asking, stops
 * it there. With `dryRun` it only says what it would do. What was imported once is skipped when it is imported again,
 * so an import that was interrupted is simply repeated.
 */
export async function* runImport<Given extends object, Write extends WriteStep<Given>>(
  file: CsvFile,
  { records, ignoredColumns }: { records: ImportRecord<Given>[]; ignoredColumns: string[] },
  importer: Importer<Given, Write>,
  dryRun: boolean,
): AsyncGenerator<ImportProgress, ImportReport<Given>> {
  const tally = new ImportTally(records, dryRun);
  const taken: Taken = new Map();
  const overtaken: ImportRecord<Given>[] = [];
  for (const steps of inBatches(await importer.plan(records, taken), importer.rowOf)) {
    const lost = dryRun ? new Set() : await apply(importer, steps, taken);
    tally.count(steps.filter((step) => !lost.has(step)));
    overtaken.push(...steps.filter((step) => lost.has(step)).map(({ record }) => record));
    yield tally.progress();
  }
  if (overtaken.length > 0) {
    tally.count(await retry(importer, overtaken, taken));
    yield tally.progress();
  }
  return tally.report(file, ignoredColumns);
}

/** Does a batch of a plan, and answers the steps that took no effect. */
async function apply<Given extends object, Write extends WriteStep<Given>>(
  importer: Importer<Given, Write>,
  steps: Step<Given, Write>[],
  taken: Taken,
): Promise<Set<Step<Given, Write>>> {
  const writes = steps.filter(isWrite<Given, Write>);
  const done = writes.length > 0 ? await importer.apply(writes) : new Map<Write, number>();
  for (const [{ record }, id] of done) taken.set(id, record.line);
  for (const step of steps) if (step.action === "skip" && "id" in step) taken.set(step.id, step.record.line);
  return new Set(writes.filter((step) => !done.has(step)));
}

/**
 * Plans once more what somebody else came first with, and does it: at most one batch, for the sake of the queries.
 * What is still in the way is left to the next import.
 */
async function retry<Given extends object, Write extends WriteStep<Given>>(
  importer: Importer<Given, Write>,
  records: ImportRecord<Given>[],
  taken: Taken,
): Promise<Step<Given, Write>[]> {
  const steps = await importer.plan(records, taken);
  const [first = [], ...rest] = inBatches(steps.filter(isWrite<Given, Write>), importer.rowOf);
  const lost = new Set<Step<Given, Write>>([...(await apply(importer, first, taken)), ...rest.flat()]);
  const detail = `Somebody else changed this ${importer.thing} at the same moment. Import the file once more.`;
  return steps.map((step) => (lost.has(step) ? fail(step.record, "", "changed", detail) : step));
}
