import { sql } from "drizzle-orm";
import * as z from "zod";
import { workflows } from "../../schema/workflows/tables.ts";
import type { Actor } from "../shared/audit.ts";
import type { Database } from "../shared/database.ts";
import { Problem } from "../shared/problem.ts";
import { afterAttempt, changed, consumed, KEEPER } from "./queue.ts";
import { toWorkflow, type Workflow, type WorkflowRow } from "./workflow.ts";
import { tellWorkflow } from "./workflow-audit.ts";
import { noWorkflow, selectWorkflow } from "./workflows.ts";

const lease = z.uuid().describe("What the claim brought.");

/** What who claimed a workflow sends when it is done. */
export const Acknowledgement = z
  .strictObject({ lease })
  .meta({ id: "Acknowledgement", examples: [{ lease: "b7c2f6a0-3f0e-4d5e-9a53-0a8a5f6f0b11" }] });

/** What they send when it isn't. */
export const Release = z
  .strictObject({
    lease,
    error: z.string().trim().min(1).max(2000).optional().describe("Why it wasn't done."),
  })
  .meta({
    id: "Release",
    examples: [
      { lease: "b7c2f6a0-3f0e-4d5e-9a53-0a8a5f6f0b11", error: "The label printer is out of paper." },
    ],
  });

interface Act {
  uuid: string;
  by: Actor;
  now: number;
}

const isHeld = (uuid: string, lease: string) =>
  sql`${workflows.uuid} = ${uuid} and ${workflows.lease} = ${lease} and place = 'leased'`;

/**
 * Ends a lease with the work done: the workflow is consumed. Again changes nothing. Throws `not-found`, and `conflict` for who
 * hasn't this lease any more.
 */
export async function acknowledge(db: Database, lease: string, { uuid, by, now }: Act): Promise<Workflow> {
  const where = isHeld(uuid, lease);
  const [, , rows] = await db.batch([
    tellWorkflow(db, { where, action: "consumed", by }),
    db.update(workflows).set(consumed(now)).where(where),
    selectWorkflow(db, uuid),
  ]);
  return requireOwn(rows, { uuid, lease, isDone: ({ place }) => place === null });
}

/**
 * Ends a lease with the work undone: it goes back in line where it was, or, after so many attempts, to the dead letters. Again
 * changes nothing. Throws as `acknowledge` does.
 */
export async function release(
  db: Database,
  { lease, error }: z.output<typeof Release>,
  { uuid, by, now, maxAttempts }: Act & { maxAttempts: number },
): Promise<Workflow> {
  const where = isHeld(uuid, lease);
  const [, , , rows] = await db.batch([
    tellWorkflow(db, {
      where,
      action: "released",
      by,
      changes: [{ field: "error", from: sql`null`, to: error ?? null }],
    }),
    tellWorkflow(db, { where: sql`${where} and attempts >= ${maxAttempts}`, action: "buried", by: KEEPER }),
    db
      .update(workflows)
      .set({ place: afterAttempt(maxAttempts), leaseUntil: null, lastError: error ?? null, ...changed(now) })
      .where(where),
    selectWorkflow(db, uuid),
  ]);
  return requireOwn(rows, { uuid, lease, isDone: ({ place }) => place === "waiting" || place === "dead" });
}

/** The workflow that was on this lease, as it is now; whoever has another lease, or none any more, is told so. */
function requireOwn(
  [row]: WorkflowRow[],
  own: { uuid: string; lease: string; isDone: (row: WorkflowRow) => boolean },
): Workflow {
  if (!row) throw noWorkflow(own.uuid);
  if (row.lease === own.lease && own.isDone(row)) return toWorkflow(row);
  const detail = "This lease has ended, and somebody else may have the workflow by now.";
  throw new Problem("conflict", detail, { errors: [{ pointer: "/lease", code: "lease", detail }] });
}
