import type { Context, TypedResponse } from "hono";
import * as z from "zod";
import type { ImportLine, ImportProgress, ImportReport } from "./import-report.ts";
import { streamLines } from "./ndjson.ts";
import { type CsvFile, readCsv } from "./read-csv.ts";

const MAX_RECORDS = 10_000;

export const IMPORT_BYTES = 5 * 1024 * 1024;

export const ImportQuery = z.strictObject({
  dryRun: z
    .enum(["true", "false"])
    .default("false")
    .transform((text) => text === "true")
    .meta({ description: "Whether to tell only what would be done.", default: "false" }),
});

/** How the file of an import is described. */
export const importFile = (example: string) =>
  z
    .string()
    .describe(
      `Up to ${MAX_RECORDS} records below a line that names the columns, in up to ${IMPORT_BYTES} bytes.`,
    )
    .meta({ examples: [example] });

/** Reads the file of a request. Throws `invalid-body`. */
export async function readFile(request: Request): Promise<CsvFile> {
  return readCsv(new Uint8Array(await request.arrayBuffer()), MAX_RECORDS);
}

type Batches<Given extends object> = AsyncGenerator<ImportProgress, ImportReport<Given>>;

/** Answers an import: with its report, or, for who accepts lines, with its progress before. */
export async function answerImport<Given extends object>(
  c: Context,
  batches: Batches<Given>,
): Promise<TypedResponse<ImportReport<Given>, 200, "json">> {
  // What is wrong with the request is still said as a problem: the answer begins after the first batch.
  let batch = await batches.next();
  if (c.req.header("accept")?.includes("application/x-ndjson")) {
    const stream = streamLines(toLines(batch, batches), c.get("requestId"));
    // The type says what the last line brings; the description says it of each.
    return c.body(stream, 200, { "content-type": "application/x-ndjson" }) as never;
  }
  while (!batch.done) batch = await batches.next();
  return c.json(batch.value, 200) as never;
}

async function* toLines<Given extends object>(
  first: IteratorResult<ImportProgress, ImportReport<Given>>,
  rest: Batches<Given>,
): AsyncGenerator<ImportLine<Given>, void> {
  let batch = first;
  for (; !batch.done; batch = await rest.next()) yield { progress: batch.value };
  yield { report: batch.value };
}
