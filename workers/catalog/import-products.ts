import type { Actor } from "../shared/audit.ts";
import type { Database } from "../shared/database.ts";
import type { ImportProgress, ImportReport } from "../shared/import-report.ts";
import { runImport } from "../shared/import-run.ts";
import type { CsvFile } from "../shared/read-csv.ts";
import { applySteps } from "./import-apply.ts";
import { planImport } from "./import-plan.ts";
import { type GivenProduct, readRecords } from "./import-records.ts";
import { rowOf } from "./import-rows.ts";

interface Options {
  dryRun: boolean;
  by: Actor;
  /** Is called once all is stored. */
  handOver: () => Promise<void>;
}

/**
 * Brings the products of a file into the store, as `runImport` tells, and hands their opening stock over. 10,000 records
 * take at most 48 queries. Throws `invalid-body` if the header can't be used.
 */
export async function* importProducts(
  db: Database,
  file: CsvFile,
  { dryRun, by, handOver }: Options,
): AsyncGenerator<ImportProgress, ImportReport<GivenProduct>> {
  const report = yield* runImport(
    file,
    readRecords(file),
    {
      thing: "product",
      plan: (records, taken) => planImport(db, records, taken),
      rowOf,
      apply: (steps) => applySteps(db, steps, by),
    },
    dryRun,
  );
  if (!dryRun) await handOver();
  return report;
}
