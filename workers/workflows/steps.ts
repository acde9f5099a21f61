import { sql } from "drizzle-orm";
import * as z from "zod";
import { stepReports, workflows } from "../../schema/workflows/tables.ts";
import type { Actor } from "../shared/audit.ts";
import type { Database } from "../shared/database.ts";
import { line } from "../shared/fields.ts";
import { Problem } from "../shared/problem.ts";
import { changed } from "./queue.ts";
import { StepStatus, toWorkflow, type Workflow } from "./workflow.ts";
import { tellWorkflow } from "./workflow-audit.ts";
import { noWorkflow, selectWorkflow } from "./workflows.ts";

/** What whoever does the work sends of a step. */
export const StepReport = z
  .strictObject({
    status: StepStatus,
    message: line(500).nullish().describe("What there is to say of it. A failure must say what went wrong."),
  })
  .refine(({ status, message }) => status !== "failed" || typeof message === "string", {
    path: ["message"],
    message: "Say what went wrong.",
    params: { code: "required" },
  })
  .meta({
    id: "StepReport",
    examples: [{ status: "failed", message: "The label printer is out of paper." }],
  });

type StepReport = z.output<typeof StepReport>;

/**
 * Notes how far a step is, whatever was said before; when it was last started is kept. Throws `not-found` for a workflow or step
 * that there isn't.
 */
export async function reportStep(
  db: Database,
  { status, message = null }: StepReport,
  { uuid, name, by, now }: { uuid: string; name: string; by: Actor; now: number },
): Promise<Workflow> {
  const where = sql`${workflows.uuid} = ${uuid}
    and exists (select 1 from json_each(${workflows.steps}) s where s.value = ${name})`;
  const isStart = status === "started";
  const [, , , [row]] = await db.batch([
    tellWorkflow(db, {
      where,
      action: "step-reported",
      by,
      changes: [
        { field: "step", from: sql`null`, to: name },
        { field: "status", from: sql`null`, to: status },
        { field: "message", from: sql`null`, to: message },
      ],
    }),
    db
      .insert(stepReports)
      .select(
        sql`select id, ${name}, ${status}, ${message}, ${isStart ? now : null}, ${isStart ? null : now}
          from workflows where ${where}`,
      )
      .onConflictDoUpdate({
        target: [stepReports.workflowId, stepReports.name],
        set: {
          status: sql`excluded.status`,
          message: sql`excluded.message`,
          startedAt: sql`coalesce(excluded.started_at, ${stepReports.startedAt})`,
          finishedAt: sql`excluded.finished_at`,
        },
      }),
    db.update(workflows).set(changed(now)).where(where),
    selectWorkflow(db, uuid),
  ]);
  if (!row) throw noWorkflow(uuid);
  if (!row.steps.includes(name)) throw new Problem("not-found", `Workflow ${uuid} has no step ${name}.`);
  return toWorkflow(row);
}
