import { sql } from "drizzle-orm";
import { audit, hours, stepReports, workflows } from "../../schema/workflows/tables.ts";
import { type Database, openDatabase } from "../shared/database.ts";
import { selectRows } from "../shared/rows.ts";
import { startSpending } from "../shared/timing.ts";
import { demoWorkflows } from "./demo-workflows.ts";
import { openWorker } from "./open-worker.ts";

/** Fills an empty queue with the last hours of a shop's work. Their CSVs are made by the cron. */
export async function fillWorkflows(state: string): Promise<void> {
  const { env, dispose } = await openWorker<{ DB: D1Database }>("workflows", state);
  const db = openDatabase(env, startSpending());
  const [taken] = await db.select({ id: workflows.id }).from(workflows).limit(1);
  if (!taken) await storeWorkflows(db, demoWorkflows(new Date()));
  await dispose();
}

/** In one transaction. All come first, and go where they are by now after it, so that triggers count both. */
async function storeWorkflows(db: Database, demo: ReturnType<typeof demoWorkflows>): Promise<void> {
  const asCreated = demo.workflows.map((row) => ({
    ...row,
    status: "inserted",
    place: "waiting",
    leaseUntil: null,
    consumedAt: null,
  }));
  const r = (name: string) => sql.raw(`r.value ->> '${name}'`);
  await db.batch([
    db.insert(workflows).select(selectRows(workflows, asCreated)),
    db.insert(stepReports).select(selectRows(stepReports, demo.reports)),
    db.insert(audit).select(selectRows(audit, demo.audit)),
    db
      .update(workflows)
      .set({
        status: r("status"),
        place: r("place"),
        leaseUntil: r("leaseUntil"),
        consumedAt: r("consumedAt"),
      })
      .from(sql`json_each(${JSON.stringify(demo.workflows)}) r`)
      .where(sql`${workflows.id} = ${r("id")} and ${r("place")} is not 'waiting'`),
    db
      .insert(hours)
      .select(
        sql`select ${r("hour")}, 0, 0, 0, ${r("oldestMs")} from json_each(${JSON.stringify(demo.ages)}) r where true`,
      )
      .onConflictDoUpdate({
        target: hours.hour,
        set: { oldestMs: sql`max(${hours.oldestMs}, excluded.oldest_ms)` },
      }),
  ]);
}
