import * as z from "zod";
import { InputError, ProblemBody } from "../shared/problem.ts";

const count = z.int().nonnegative();

/** A record that was left out, and why. */
const ImportFailure = z
  .object({
    line: z.int().describe("The line of the file that the record begins on; the header is usually line 1."),
    lastLine: z.int().describe("The line it ends on: a later one if a cell holds line breaks."),
    errors: z.array(InputError).min(1).describe("Pointers are to columns; an empty one is to the record."),
    duplicateOf: z
      .int()
      .optional()
      .describe("With code `duplicate`: the line that is about the same client."),
    values: z.array(z.string()).describe("Its cells as they stand in the file, in the order of `columns`."),
  })
  .meta({ id: "ImportFailure" });

/** A record as it was understood: null where it says nothing, or nothing valid. */
const ImportPreview = z.object({
  line: z.int(),
  action: z.enum(["create", "update", "skip", "fail"]),
  name: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  document: z.string().nullable(),
  status: z.enum(["active", "inactive"]).nullable(),
});

const totals = {
  dryRun: z.boolean(),
  records: count.describe("How many there are in the file, without blank lines."),
  created: count,
  updated: count,
  skipped: count.describe("Stored already, with nothing different."),
  failed: count,
};

/** What an import did, or with `dryRun` what it would do. */
export const ImportReport = z
  .object({
    ...totals,
    columns: z.array(z.string()).describe("The file's header."),
    separator: z.enum([",", ";", "\t"]),
    ignoredColumns: z.array(z.string()).describe("Columns that nothing is known about."),
    preview: z.array(ImportPreview).max(10).describe("The first records."),
    failures: z.array(ImportFailure),
  })
  .meta({ id: "ImportReport" });

/** What has been done so far: `created`, `updated`, `skipped` and `failed` grow until they sum up to `records`. */
export const ImportProgress = z.object({
  ...totals,
  failures: z.array(ImportFailure).describe("Those since the progress before."),
});

/** One line of `application/x-ndjson`: any number of `progress`, then one `report`, or the `problem` that ended it. */
export const ImportLine = z.union([
  z.object({ progress: ImportProgress }),
  z.object({ report: ImportReport }),
  z.object({ problem: ProblemBody }),
]);

export type ImportReport = z.output<typeof ImportReport>;
export type ImportProgress = z.output<typeof ImportProgress>;
export type ImportLine = z.output<typeof ImportLine>;
export type ImportFailure = z.output<typeof ImportFailure>;
