import type { Context } from "hono";
import * as z from "zod";
import { CSV_ANSWER, csvHeaders } from "../shared/csv.ts";
import { operation } from "../shared/describe.ts";
import { etagOf, versioned } from "../shared/etag.ts";
import { idempotent } from "../shared/idempotency.ts";
import { wholeNumber } from "../shared/lists.ts";
import { createRoutes, type ServiceHono } from "../shared/service.ts";
import { body, path, query } from "../shared/validation.ts";
import type { WorkflowsEnv, WorkflowsVariables } from "./env.ts";
import { acknowledge, Acknowledgement, Release, release } from "./leases.ts";
import { claimOldest, consumeOldest } from "./queue.ts";
import { readCsv } from "./rendering.ts";
import { Workflow, type WorkflowRow } from "./workflow.ts";
import { findWorkflow } from "./workflows.ts";
import { Uuid, WORKFLOW } from "./workflows.routes.ts";

const BOM = "\uFEFF";

/** How a CSV of data is wished for. */
export const CsvOptions = z.strictObject({
  bom: z
    .enum(["true", "false"])
    .default("false")
    .transform((text) => text === "true")
    .meta({
      description: "Whether it begins with a byte order mark, by which Excel knows UTF-8.",
      default: "false",
    }),
});

const LONGEST_LEASE_S = 12 * 60 * 60;

const Claim = z.strictObject({
  leaseSeconds: wholeNumber(1, LONGEST_LEASE_S)
    .default(300)
    .meta({ description: "For how long it is yours, up to 12 hours.", default: 300 }),
});

const Claimed = z
  .object({
    lease: z.uuid().describe("What `ack` and `release` ask for."),
    workflow: Workflow,
  })
  .meta({ id: "Claimed" });

const tag = "Queue";

const NOBODY_WAITS = { description: "The queue is empty." };

/** The answers of who consumes. */
export const CONSUMED = {
  200: {
    ...CSV_ANSWER,
    description: "The CSV of its data, in UTF-8, with a header line.",
    headers: [...CSV_ANSWER.headers, "content-location" as const],
  },
  204: NOBODY_WAITS,
};

/** `/api/workflows`, in the order in which they came. */
export const queue = createRoutes<WorkflowsEnv, WorkflowsVariables>()
  .post(
    "/consume",
    operation({
      id: "consumeWorkflow",
      right: "workflows:write",
      tag,
      summary: "Take the oldest waiting workflow, as CSV",
      details: "It is consumed, and nobody else gets it. Its CSV is kept where `Content-Location` says.",
      answers: CONSUMED,
    }),
    query(CsvOptions),
    idempotent,
    (c) => consume(c),
  )
  .post(
    "/claim",
    operation({
      id: "claimWorkflow",
      right: "workflows:write",
      tag,
      summary: "Claim the oldest waiting workflow",
      details:
        "It is yours until the lease runs out, and nobody else gets it. Say `ack` when it is done, or `release` when it can't be; else it goes back in line by itself. What was tried too often goes to the dead letters.",
      answers: { 200: { description: "It is yours.", schema: Claimed }, 204: NOBODY_WAITS },
    }),
    query(Claim),
    idempotent,
    async (c) => {
      const claimed = await claimOldest(c.var.db, {
        by: c.var.identity,
        now: Date.now(),
        maxAttempts: c.env.MAX_ATTEMPTS,
        leaseMs: c.req.valid("query").leaseSeconds * 1000,
        claim: c.var.idempotency,
      });
      return claimed ? c.json(claimed) : c.body(null, 204);
    },
  )
  .post(
    "/:uuid/ack",
    operation({
      id: "acknowledgeWorkflow",
      right: "workflows:write",
      tag,
      summary: "Say that a claimed workflow is done",
      details: "It is consumed. Safe to send again.",
      answers: { 200: WORKFLOW },
      problems: ["not-found", "conflict"],
    }),
    path(Uuid),
    body(Acknowledgement),
    async (c) => {
      const act = { ...c.req.valid("param"), by: c.var.identity, now: Date.now() };
      const workflow = await acknowledge(c.var.db, c.req.valid("json").lease, act);
      return c.json(workflow, 200, { etag: etagOf(workflow) });
    },
  )
  .post(
    "/:uuid/release",
    operation({
      id: "releaseWorkflow",
      right: "workflows:write",
      tag,
      summary: "Give a claimed workflow back",
      details:
        "It goes back in line where it was, or to the dead letters, if it was tried too often. Safe to send again.",
      answers: { 200: WORKFLOW },
      problems: ["not-found", "conflict"],
    }),
    path(Uuid),
    body(Release),
    async (c) => {
      const act = { ...c.req.valid("param"), by: c.var.identity, now: Date.now() };
      const maxAttempts = c.env.MAX_ATTEMPTS;
      const workflow = await release(c.var.db, c.req.valid("json"), { ...act, maxAttempts });
      return c.json(workflow, 200, { etag: etagOf(workflow) });
    },
  )
  .get(
    "/:uuid/csv",
    operation({
      id: "getWorkflowCsv",
      right: "workflows:read",
      tag: "Workflows",
      summary: "Get the data of a workflow as CSV",
      details:
        "An object is a row, an array has a row for each element. What is nested has columns such as `client.name`, a list of scalars is one cell. Text that a spreadsheet would take for a formula has an apostrophe before it.",
      answers: { 200: CSV_ANSWER },
      problems: ["not-found"],
    }),
    path(Uuid),
    query(CsvOptions),
    versioned,
    async (c) => {
      const row = await findWorkflow(c.var.db, c.req.valid("param").uuid);
      const etag = etagOf({ version: row.dataVersion });
      return c.body(await csvOf(c, row, c.req.valid("query").bom), 200, {
        ...csvHeaders(fileName(row)),
        etag,
      });
    },
  );

type QueueContext<Path extends string, Input extends object> = Context<
  ServiceHono<WorkflowsEnv, WorkflowsVariables>,
  Path,
  Input
>;

/** Takes the oldest one, here and at the old path. */
export async function consume<Path extends string>(
  c: QueueContext<Path, { out: { query: z.output<typeof CsvOptions> } }>,
) {
  const row = await consumeOldest(c.var.db, {
    by: c.var.identity,
    now: Date.now(),
    maxAttempts: c.env.MAX_ATTEMPTS,
    claim: c.var.idempotency,
  });
  if (!row) return c.body(null, 204);
  return c.body(await csvOf(c, row, c.req.valid("query").bom), 200, {
    ...csvHeaders(fileName(row)),
    "content-location": `/api/workflows/${row.uuid}/csv`,
  });
}

async function csvOf<Path extends string>(c: QueueContext<Path, object>, row: WorkflowRow, bom: boolean) {
  const csv = await readCsv(c.var.db, c.env.FILES, row);
  return bom ? BOM + (await new Response(csv).text()) : csv;
}

function fileName({ uuid }: WorkflowRow): string {
  return `workflow-${uuid}.csv`;
}
