import type { Actor } from "../shared/audit.ts";
import type { Database } from "../shared/database.ts";
import type { ImportProgress, ImportReport } from "../shared/import-report.ts";
import { runImport } from "../shared/import-run.ts";
import type { CsvFile } from "../shared/read-csv.ts";
import { applySteps } from "./import-apply.ts";
import { planImport } from "./import-plan.ts";
import { type GivenProduct, readRecords } from "./import-records.ts";
import { rowOf } from "./import-rows.ts";

/**
 * Brings the products of a file into the store, as `runImport` tells. 10,000 records take at most 48 queries. Throws
 * `invalid-body` if the header can't be used.
 */
export function importProducts(
  db: Database,
  file: CsvFile,
  { dryRun, by }: { dryRun: boolean; by: Actor },
): AsyncGenerator<ImportProgress, ImportReport<GivenProduct>> {
  return runImport(
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
}
