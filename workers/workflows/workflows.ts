import { and, desc, eq, gt, lt, sql } from "drizzle-orm";
import * as z from "zod";
import { stepReports, workflows } from "../../schema/workflows/tables.ts";
import { type AuditEntry, selectAudit, toAuditPage } from "../shared/audit-entries.ts";
import type { Actor, FieldChange } from "../shared/audit.ts";
import type { Database } from "../shared/database.ts";
import { refuseEdit } from "../shared/etag.ts";
import { type IdempotencyClaim, writeOnce } from "../shared/idempotency.ts";
import { decodeCursor, encodeCursor, type Page } from "../shared/lists.ts";
import { Problem } from "../shared/problem.ts";
import { uuidv7 } from "../shared/uuid.ts";
import { changed, consumed } from "./queue.ts";
import {
  type ListedWorkflow,
  listedFields,
  type NewWorkflow,
  toListed,
  toWorkflow,
  type Workflow,
  type WorkflowChanges,
  workflowFields,
  type WorkflowRow,
} from "./workflow.ts";
import { SUBJECT, tellWorkflow } from "./workflow-audit.ts";

/** Puts a workflow at the end of the queue, once per idempotency key. */
export async function createWorkflow(
  db: Database,
  { data, steps }: NewWorkflow,
  by: Actor,
  claim?: IdempotencyClaim,
): Promise<Workflow> {
  const uuid = uuidv7();
  const where = sql`${workflows.uuid} = ${uuid}`;
  const row = await writeOnce<WorkflowRow>(db, claim, {
    table: workflows,
    fields: workflowFields,
    row: where,
    statements: [
      db
        .insert(workflows)
        .values({ uuid, data: JSON.stringify(data), steps, byKind: by.kind, byId: by.id, byName: by.name }),
      tellWorkflow(db, { where, action: "created", by }),
    ],
  });
  if (!row) throw new Error("the created workflow can't be read");
  return toWorkflow(row);
}

/** The query for a workflow, to stand in a batch. */
export function selectWorkflow(db: Database, uuid: string) {
  return db.select(workflowFields).from(workflows).where(eq(workflows.uuid, uuid));
}

/** Finds a workflow's row. Throws `not-found`. */
export async function findWorkflow(db: Database, uuid: string): Promise<WorkflowRow> {
  const [row] = await selectWorkflow(db, uuid);
  if (!row) throw noWorkflow(uuid);
  return row;
}

/** Which workflow is changed, by whom and when; without a version, whatever it is at. */
interface Edit {
  uuid: string;
  version?: number;
  by: Actor;
  now: number;
}

/**
 * Changes the fields given of a workflow that waits or is among the dead letters, and is still at `version`. A status that it has
 * already is no change. Throws `not-found`, `precondition-failed` with the workflow as it is now, and `conflict` for one
 * that is consumed or that somebody has claimed.
 */
export async function editWorkflow(
  db: Database,
  changes: WorkflowChanges,
  { uuid, version, by, now }: Edit,
): Promise<Workflow> {
  const { data, steps, status } = changes;
  const isCurrent = version === undefined ? sql`true` : sql`${workflows.version} = ${version}`;
  const isOpen = sql`${workflows.uuid} = ${uuid} and ${isCurrent} and place in ('waiting', 'dead')`;
  const [, , , updated, [row]] = await db.batch([
    tellWorkflow(db, {
      where: isEdit(changes) ? isOpen : sql`false`,
      action: "edited",
      by,
      changes: told(changes),
    }),
    tellWorkflow(db, { where: status === "consumed" ? isOpen : sql`false`, action: "consumed", by }),
    // What was said of a step that is no more would else be said of the next one of that name.
    db.delete(stepReports).where(
      sql`workflow_id = (select id from workflows where ${steps ? isOpen : sql`false`})
        and name not in (select value from json_each(${JSON.stringify(steps ?? [])}))`,
    ),
    db
      .update(workflows)
      .set({
        ...(data !== undefined && {
          data: JSON.stringify(data),
          dataVersion: sql`${workflows.dataVersion} + 1`,
        }),
        ...(steps && { steps }),
        // Whoever had it on a lease before can't say that they did it.
        ...(status === "consumed" ? { ...consumed(now), lease: null } : isEdit(changes) && changed(now)),
        uuid,
      })
      .where(isOpen)
      .returning({ id: workflows.id }),
    selectWorkflow(db, uuid),
  ]);
  if (!row) throw noWorkflow(uuid);
  if (updated.length > 0) return toWorkflow(row);
  if (version !== undefined && row.version !== version) return refuseEdit(version, toWorkflow(row));
  if (!isEdit(changes) && row.status === status) return toWorkflow(row);
  throw refuseMove(row);
}

/** Whether more than the status is to change. */
function isEdit({ data, steps }: WorkflowChanges): boolean {
  return data !== undefined || steps !== undefined;
}

/** Data may be long, and isn't told of: only that it changed. */
function told({ data, steps }: WorkflowChanges): FieldChange[] {
  return [
    ...(data === undefined ? [] : [{ field: "data", secret: true as const }]),
    ...(steps ? [{ field: "steps", from: workflows.steps, to: JSON.stringify(steps) }] : []),
  ];
}

/** Puts a dead letter back in line, where it was, with all its attempts before it. Throws `not-found` and `conflict`. */
export async function requeue(db: Database, { uuid, by, now }: Edit): Promise<Workflow> {
  const where = sql`${workflows.uuid} = ${uuid} and place = 'dead'`;
  const [, updated, [row]] = await db.batch([
    tellWorkflow(db, { where, action: "requeued", by }),
    db
      .update(workflows)
      .set({ place: "waiting", attempts: 0, ...changed(now) })
      .where(where)
      .returning({ id: workflows.id }),
    selectWorkflow(db, uuid),
  ]);
  if (!row) throw noWorkflow(uuid);
  if (updated.length === 0) throw refuseMove(row);
  return toWorkflow(row);
}

const REFUSED = {
  consumed: "It is consumed, and stays as it is.",
  leased: "Somebody has claimed it. Wait until they are done, or their lease runs out.",
  waiting: "It waits in the queue already.",
  dead: "It is among the dead letters.",
} as const;

/** Why a workflow can't be changed as it is. */
function refuseMove(row: WorkflowRow): Problem {
  const code = row.place ?? "consumed";
  const detail = REFUSED[code];
  return new Problem("conflict", detail, { errors: [{ pointer: "/status", code, detail }] });
}

interface ListInput {
  limit: number;
  cursor?: string | undefined;
  status?: Workflow["status"] | undefined;
  place?: Workflow["place"] | undefined;
  sort?: "createdAt" | "-createdAt" | undefined;
}

/** What a filter by place leaves, as the index of each has it. */
const OF_PLACE = {
  waiting: sql`place = 'waiting'`,
  leased: sql`place = 'leased'`,
  dead: sql`place = 'dead'`,
  consumed: sql`status = 'consumed'`,
};

/** A place says the status too, and its index is the smaller one. */
function isThere({ status, place }: ListInput) {
  if (!place) return status && eq(workflows.status, status);
  return status && (status === "consumed") !== (place === "consumed") ? sql`false` : OF_PLACE[place];
}

/** One page of workflows, newest first unless `sort` says otherwise. Throws `invalid-parameter` for a foreign cursor. */
export async function listWorkflows(db: Database, input: ListInput): Promise<Page<ListedWorkflow>> {
  const rows = await db
    .select(listedFields)
    .from(workflows)
    .where(isListed(input))
    .orderBy(orderOf(input))
    .limit(input.limit + 1);
  return toPage(rows, input, toListed);
}

/** The same, each with its data. */
export async function listWholeWorkflows(db: Database, input: ListInput): Promise<Page<Workflow>> {
  const rows = await db
    .select(workflowFields)
    .from(workflows)
    .where(isListed(input))
    .orderBy(orderOf(input))
    .limit(input.limit + 1);
  return toPage(rows, input, toWorkflow);
}

function isListed(input: ListInput) {
  const { cursor, sort = "-createdAt" } = input;
  const [, at] = cursor === undefined ? [] : decodeCursor(cursor, z.tuple([z.literal(sort), z.int()]));
  const beyond = sort === "createdAt" ? gt : lt;
  return and(isThere(input), at === undefined ? undefined : beyond(workflows.id, at));
}

function orderOf({ sort }: ListInput) {
  return sort === "createdAt" ? workflows.id : desc(workflows.id);
}

function toPage<Row extends { id: number }, Item>(
  rows: Row[],
  { limit, sort = "-createdAt" }: ListInput,
  toItem: (row: Row) => Item,
): Page<Item> {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(toItem),
    nextCursor: last ? encodeCursor([sort, last.id]) : null,
  };
}

/** One page of what was done to a workflow, newest first. Throws `not-found`. */
export async function listWorkflowAudit(
  db: Database,
  uuid: string,
  page: { limit: number; cursor?: string | undefined },
): Promise<Page<AuditEntry>> {
  const { id } = await findWorkflow(db, uuid);
  return toAuditPage(await selectAudit(db, SUBJECT, id, page), page);
}

export function noWorkflow(uuid: string): Problem {
  return new Problem("not-found", `There is no workflow ${uuid}.`);
}
