import { sql } from "drizzle-orm";
import { workflows } from "../../schema/workflows/tables.ts";
import { type Actor, insertEntries, selectEntries } from "../shared/audit.ts";
import type { Database } from "../shared/database.ts";
import { type IdempotencyClaim, writeOnce } from "../shared/idempotency.ts";
import { toWorkflow, type Workflow, workflowFields, type WorkflowRow } from "./workflow.ts";
import { SUBJECT, tellWorkflow } from "./workflow-audit.ts";

/** How many expired leases a call puts back in line; the cron does the rest. */
const EXPIRED_PER_CALL = 100;

/** Who ends leases that ran out, and buries what was tried too often. */
export const KEEPER: Actor = { kind: "setup", id: null, name: "Fachada" };

/** The oldest that waits. */
const isOldest = sql`${workflows.id} = (select min(id) from workflows where place = 'waiting')`;

interface Taking {
  by: Actor;
  now: number;
  maxAttempts: number;
  claim: IdempotencyClaim | undefined;
}

/**
 * Takes the oldest waiting workflow out of the queue, for good; null if none waits. One statement finds and marks it, so nobody
 * else gets it; the same idempotency key brings the same one again.
 */
export async function consumeOldest(db: Database, taking: Taking): Promise<WorkflowRow | null> {
  const { by, now, maxAttempts, claim } = taking;
  const receipt = crypto.randomUUID();
  const row = await writeOnce<WorkflowRow>(db, claim, {
    table: workflows,
    fields: workflowFields,
    row: sql`${workflows.lease} = ${receipt}`,
    statements: [
      ...endExpired(db, now, maxAttempts),
      tellWorkflow(db, { where: isOldest, action: "consumed", by }),
      db
        .update(workflows)
        .set({ ...consumed(now), lease: receipt })
        .where(isOldest),
    ],
  });
  return row ?? null;
}

/** What is written of a workflow that is done. */
export function consumed(now: number) {
  return {
    status: "consumed" as const,
    place: null,
    leaseUntil: null,
    consumedAt: new Date(now),
    ...changed(now),
  };
}

/** What every change of a workflow writes. */
export function changed(now: number) {
  return { version: sql`${workflows.version} + 1`, updatedAt: new Date(now) };
}

/** A workflow that is somebody's for a while, and what they know it by. */
export interface Claimed {
  workflow: Workflow;
  lease: string;
}

/** Takes the oldest waiting workflow on a lease; null if none waits. Once per idempotency key, as `consumeOldest`. */
export async function claimOldest(
  db: Database,
  taking: Taking & { leaseMs: number },
): Promise<Claimed | null> {
  const { by, now, maxAttempts, leaseMs, claim } = taking;
  const lease = crypto.randomUUID();
  const row = await writeOnce<WorkflowRow>(db, claim, {
    table: workflows,
    fields: workflowFields,
    row: sql`${workflows.lease} = ${lease}`,
    statements: [
      ...endExpired(db, now, maxAttempts),
      tellWorkflow(db, { where: isOldest, action: "claimed", by }),
      db
        .update(workflows)
        .set({
          place: "leased",
          lease,
          leaseUntil: new Date(now + leaseMs),
          attempts: sql`${workflows.attempts} + 1`,
          ...changed(now),
        })
        .where(isOldest),
    ],
  });
  return row ? { workflow: toWorkflow(row), lease: row.lease! } : null;
}

/** The statements that put back in line what was claimed and never came back, or among the dead letters. */
export function endExpired(db: Database, now: number, maxAttempts: number) {
  const isExpired = sql`${workflows.id} in (select id from workflows where place = 'leased' and lease_until <= ${now}
    order by lease_until, id limit ${EXPIRED_PER_CALL})`;
  const about = { subject: SUBJECT, table: workflows, by: KEEPER };
  return [
    insertEntries(db, selectEntries({ ...about, where: isExpired, action: "expired" })),
    insertEntries(
      db,
      selectEntries({ ...about, where: sql`${isExpired} and attempts >= ${maxAttempts}`, action: "buried" }),
    ),
    db
      .update(workflows)
      .set({
        place: afterAttempt(maxAttempts),
        lease: null,
        leaseUntil: null,
        lastError: "The lease ran out.",
        ...changed(now),
      })
      .where(isExpired),
  ] as const;
}

/** Where a workflow goes that wasn't done: in line where it was, or after so many attempts to the dead letters. */
export function afterAttempt(maxAttempts: number) {
  return sql`iif(${workflows.attempts} >= ${maxAttempts}, 'dead', 'waiting')`;
}

/** Ends leases that ran out, some of them; again and again it ends all. */
export async function endLeases(db: Database, now: number, maxAttempts: number): Promise<void> {
  await db.batch(endExpired(db, now, maxAttempts));
}
