import type { Actor } from "../shared/audit.ts";
import type { Database } from "../shared/database.ts";
import type { CsvFile } from "../shared/read-csv.ts";
import { applySteps } from "./import-apply.ts";
import { inBatches, isWrite, type WriteStep } from "./import-batches.ts";
import { fail, planImport, type Step } from "./import-plan.ts";
import { type ImportRecord, readRecords } from "./import-records.ts";
import type { ImportProgress, ImportReport } from "./import-report.ts";
import { ImportTally } from "./import-tally.ts";

/** Clients that lines of this import were about: id and line. */
type Taken = Map<number, number>;

/**
 * Brings the clients of a file into the store, and yields what has been done after each batch; who stops asking, stops
 * it there. With `dryRun` it only says what it would do. What was imported once is skipped when it is imported again,
 * so an import that was interrupted is simply repeated. 10,000 records take at most 48 queries. Throws `invalid-body`
 * if the header can't be used.
 */
export async function* importClients(
  db: Database,
  file: CsvFile,
  { dryRun, by }: { dryRun: boolean; by: Actor },
): AsyncGenerator<ImportProgress, ImportReport> {
  const { records, ignoredColumns } = readRecords(file);
  const tally = new ImportTally(records, dryRun);
  const taken: Taken = new Map();
  const overtaken: ImportRecord[] = [];
  for (const steps of inBatches(await planImport(db, records))) {
    const lost = dryRun ? new Set() : await apply(db, steps, taken, by);
    tally.count(steps.filter((step) => !lost.has(step)));
    overtaken.push(...steps.filter((step) => lost.has(step)).map(({ record }) => record));
    yield tally.progress();
  }
  if (overtaken.length > 0) {
    tally.count(await retry(db, overtaken, taken, by));
    yield tally.progress();
  }
  return tally.report(file, ignoredColumns);
}

/** Does a batch of a plan, and answers the steps that took no effect. */
async function apply(db: Database, steps: Step[], taken: Taken, by: Actor): Promise<Set<Step>> {
  const writes = steps.filter(isWrite);
  const done = writes.length > 0 ? await applySteps(db, writes, by) : new Map<WriteStep, number>();
  for (const [{ record }, id] of done) taken.set(id, record.line);
  for (const step of steps) if (step.action === "skip") taken.set(step.id, step.record.line);
  return new Set(writes.filter((step) => !done.has(step)));
}

/**
 * Plans once more what somebody else came first with, and does it: at most one batch, for the sake of the queries.
 * What is still in the way is left to the next import.
 */
async function retry(db: Database, records: ImportRecord[], taken: Taken, by: Actor): Promise<Step[]> {
  const steps = await planImport(db, records, taken);
  const [first = [], ...rest] = inBatches(steps.filter(isWrite));
  const lost = new Set<Step>([...(await apply(db, first, taken, by)), ...rest.flat()]);
  const detail = "Somebody else changed this client at the same moment. Import the file once more.";
  return steps.map((step) => (lost.has(step) ? fail(step.record, "", "changed", detail) : step));
}
