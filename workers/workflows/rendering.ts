import { and, eq, lte, sql } from "drizzle-orm";
import { workflows } from "../../schema/workflows/tables.ts";
import type { Database } from "../shared/database.ts";
import { toCsv } from "./csv-of-data.ts";

/** How many a run of the cron renders that the queue may have lost. */
const PER_RUN = 40;

/** For how long the queue has them to itself. */
const LATE_MS = 60_000;

type Rendered = Pick<typeof workflows.$inferSelect, "uuid" | "data" | "dataVersion" | "renderedVersion">;

const columns = { uuid: workflows.uuid, data: workflows.data, dataVersion: workflows.dataVersion };

const isUnrendered = sql`rendered_version is not data_version`;

/** Stores the CSV of a workflow unless that is done. Twice, late or at once with another changes nothing. */
export async function renderWorkflow(db: Database, files: R2Bucket, uuid: string): Promise<void> {
  const rows = await db
    .select(columns)
    .from(workflows)
    .where(and(eq(workflows.uuid, uuid), isUnrendered));
  for (const row of rows) await storeCsv(db, files, row);
}

/** Stores CSVs that the queue may have lost, one after the other, so that few are in memory. */
export async function renderLate(db: Database, files: R2Bucket, now: number): Promise<void> {
  const late = await db
    .select({ uuid: workflows.uuid })
    .from(workflows)
    .where(and(isUnrendered, lte(workflows.updatedAt, new Date(now - LATE_MS))))
    .orderBy(workflows.id)
    .limit(PER_RUN);
  for (const { uuid } of late) {
    await renderWorkflow(db, files, uuid).catch((error: unknown) =>
      console.error("a workflow can't be rendered", uuid, error),
    );
  }
}

async function storeCsv(
  db: Database,
  files: R2Bucket,
  row: Omit<Rendered, "renderedVersion">,
): Promise<string> {
  const { uuid, data, dataVersion } = row;
  const csv = toCsv(JSON.parse(data));
  // What overtakes another may leave an older file behind, which then says so itself.
  await files.put(fileName(uuid), csv, { customMetadata: { dataVersion: String(dataVersion) } });
  await db
    .update(workflows)
    .set({ renderedVersion: dataVersion })
    .where(and(eq(workflows.uuid, uuid), eq(workflows.dataVersion, dataVersion)));
  return csv;
}

/**
 * The CSV of a workflow, in UTF-8: the stored one, or, where there is none of its data as it is now, made here and stored. If the
 * store fails it is still answered.
 */
export async function readCsv(
  db: Database,
  files: R2Bucket,
  row: Rendered,
): Promise<string | ReadableStream<Uint8Array>> {
  try {
    const stored = row.renderedVersion === row.dataVersion ? await files.get(fileName(row.uuid)) : null;
    if (stored?.customMetadata?.["dataVersion"] === String(row.dataVersion)) return stored.body;
    return await storeCsv(db, files, row);
  } catch (error) {
    console.error("the CSV of a workflow can't be stored or read", row.uuid, error);
    return toCsv(JSON.parse(row.data));
  }
}

function fileName(uuid: string): string {
  return `${uuid}.csv`;
}
