import type { CsvFile } from "./read-csv.ts";
import type { ImportRecord } from "./import-records.ts";
import type { ImportFailure, ImportProgress, ImportReport } from "./import-report.ts";
import type { FailStep, Step, WriteStep } from "./import-steps.ts";

const PREVIEWED = 10;

/** Keeps the books of an import. */
export class ImportTally<Given extends object> {
  readonly #totals;
  readonly #previewed: ImportRecord<Given>[];
  readonly #actions = new Map<ImportRecord<Given>, "create" | "update" | "skip" | "fail">();
  readonly #failures: ImportFailure[] = [];
  #told = 0;

  constructor(records: ImportRecord<Given>[], dryRun: boolean) {
    this.#totals = { dryRun, records: records.length, created: 0, updated: 0, skipped: 0, failed: 0 };
    this.#previewed = records.slice(0, PREVIEWED);
  }

  /** Enters what became of some records. */
  count(steps: Step<Given, WriteStep<Given>>[]): void {
    for (const step of steps) {
      this.#totals[COUNTED[step.action]] += 1;
      this.#actions.set(step.record, step.action);
      if (step.action === "fail") this.#failures.push(toFailure(step));
    }
  }

  /** The totals so far, with the failures since the last time. */
  progress(): ImportProgress {
    const failures = this.#failures.slice(this.#told);
    this.#told = this.#failures.length;
    return { ...this.#totals, failures };
  }

  report({ header, separator }: CsvFile, ignoredColumns: string[]): ImportReport<Given> {
    return {
      ...this.#totals,
      columns: header.cells,
      separator,
      ignoredColumns,
      preview: this.#previewed.map((record) => ({
        line: record.line,
        action: this.#actions.get(record) ?? "fail",
        ...record.given,
      })),
      failures: this.#failures.toSorted((a, b) => a.line - b.line),
    };
  }
}

const COUNTED = { create: "created", update: "updated", skip: "skipped", fail: "failed" } as const;

function toFailure({
  record: { line, lastLine, cells },
  errors,
  duplicateOf,
}: FailStep<unknown>): ImportFailure {
  return { line, lastLine, errors, ...(duplicateOf !== undefined && { duplicateOf }), values: cells };
}
