import type { SQL } from "drizzle-orm";
import * as z from "zod";
import { workflows } from "../../schema/workflows/tables.ts";
import { AuditEntry } from "../shared/audit-entries.ts";
import { type Actor, auditStatement, type FieldChange } from "../shared/audit.ts";
import type { Database } from "../shared/database.ts";

export const SUBJECT = "workflow";

const ACTIONS = [
  "created",
  "edited",
  "claimed",
  "released",
  "expired",
  "buried",
  "requeued",
  "step-reported",
  "consumed",
] as const;

/** What happened to a workflow, on the wire. */
export const WorkflowAuditEntry = AuditEntry.extend({
  action: z.enum(ACTIONS),
  changes: AuditEntry.shape.changes.describe("`error` of a release, `step` and `message` of a report."),
}).meta({
  id: "WorkflowAuditEntry",
  examples: [
    {
      id: 12,
      action: "released",
      by: { kind: "key", id: 7, name: "Packing robot" },
      changes: [{ field: "error", from: null, to: "The label printer is out of paper" }],
      createdAt: "2026-11-23T14:05:00.000Z",
    },
  ],
});

/** Tells of what is done to the workflow that `where` finds. */
export function tellWorkflow(
  db: Database,
  about: { action: (typeof ACTIONS)[number]; where: SQL; by: Actor; changes?: FieldChange[] },
) {
  return auditStatement(db, { subject: SUBJECT, table: workflows, ...about });
}
