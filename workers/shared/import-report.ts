import * as z from "zod";
import { InputError, ProblemBody } from "./problem.ts";

const count = z.int().nonnegative();

/** A record that was left out, and why. */
const ImportFailure = z
  .object({
    line: z.int().describe("The line of the file that the record begins on; the header is usually line 1."),
    lastLine: z.int().describe("The line it ends on: a later one if a cell holds line breaks."),
    errors: z.array(InputError).min(1).describe("Pointers are to columns; an empty one is to the record."),
    duplicateOf: z.int().optional().describe("With code `duplicate`: the line that is about the same one."),
    values: z.array(z.string()).describe("Its cells as they stand in the file, in the order of `columns`."),
  })
  .meta({ id: "ImportFailure" });

const totals = {
  dryRun: z.boolean(),
  records: count.describe("How many there are in the file, without blank lines."),
  created: count,
  updated: count,
  skipped: count.describe("Stored already, with nothing different."),
  failed: count,
};

/** What has been done so far: `created`, `updated`, `skipped` and `failed` grow until they sum up to `records`. */
const ImportProgress = z.object({
  ...totals,
  failures: z.array(ImportFailure).describe("Those since the progress before."),
});

/**
 * What an import did, or with `dryRun` what it would do; `given` is what its preview shows of a record as it was
 * understood: null where it says nothing, or nothing valid. And one line of `application/x-ndjson`: any number of
 * `progress`, then one `report`, or the `problem` that ended it.
 */
export function describeReport<Given extends z.ZodRawShape>(id: string, given: Given) {
  const preview = z.object({ line: z.int(), action: z.enum(["create", "update", "skip", "fail"]), ...given });
  const report = z
    .object({
      ...totals,
      columns: z.array(z.string()).describe("The file's header."),
      separator: z.enum([",", ";", "\t"]),
      ignoredColumns: z.array(z.string()).describe("Columns that nothing is known about."),
      preview: z.array(preview).max(10).describe("The first records."),
      failures: z.array(ImportFailure),
    })
    .meta({ id });
  const line = z.union([
    z.object({ progress: ImportProgress }),
    z.object({ report }),
    z.object({ problem: ProblemBody }),
  ]);
  return { report, line };
}

export type ImportProgress = z.output<typeof ImportProgress>;
export type ImportFailure = z.output<typeof ImportFailure>;

export interface ImportReport<Given extends object> extends ImportProgress {
  columns: string[];
  separator: "," | ";" | "\t";
  ignoredColumns: string[];
  preview: ({ line: number; action: "create" | "update" | "skip" | "fail" } & Given)[];
}

export type ImportLine<Given extends object> = { progress: ImportProgress } | { report: ImportReport<Given> };
