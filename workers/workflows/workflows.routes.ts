import * as z from "zod";
import { operation } from "../shared/describe.ts";
import { etagOf, ifMatch, versioned } from "../shared/etag.ts";
import { idempotent } from "../shared/idempotency.ts";
import { linkNext, pageOf, pageParameters, wholeNumber } from "../shared/lists.ts";
import { createRoutes } from "../shared/service.ts";
import { body, path, query } from "../shared/validation.ts";
import type { WorkflowsEnv, WorkflowsVariables } from "./env.ts";
import { sendToRender } from "./messages.ts";
import { QueueStats, readStats } from "./stats.ts";
import { reportStep, StepReport } from "./steps.ts";
import {
  BODY_BYTES,
  ListedWorkflow,
  NewWorkflow,
  StepName,
  toWorkflow,
  Workflow,
  WorkflowChanges,
} from "./workflow.ts";
import { WorkflowAuditEntry } from "./workflow-audit.ts";
import {
  createWorkflow,
  editWorkflow,
  findWorkflow,
  listWorkflowAudit,
  listWorkflows,
  requeue,
} from "./workflows.ts";

/** The filters of the list, and of its export. */
export const workflowFilters = {
  status: Workflow.shape.status.optional().describe("Only those of this status."),
  place: Workflow.shape.place.optional().describe("Only those that are there."),
  sort: z
    .enum(["-createdAt", "createdAt"])
    .optional()
    .describe("`-createdAt`, newest first, unless it is said."),
};

const ListWorkflows = z.strictObject({ ...pageParameters, ...workflowFilters });

const Paged = z.strictObject(pageParameters);

const Hours = z.strictObject({
  hours: wholeNumber(1, 24 * 7)
    .default(24)
    .meta({ description: "How many hours, up to a week.", default: 24 }),
});

/** A workflow's UUID, in either case. */
export const Uuid = z.object({ uuid: z.uuid().toLowerCase() });

const Step = z.object({ ...Uuid.shape, name: StepName });

const tag = "Workflows";

/** A workflow after something was done to it. */
export const WORKFLOW = {
  description: "The workflow as it is now.",
  schema: Workflow,
  headers: ["etag" as const],
};

/** `/api/workflows`: work to be done, in the order in which it came. */
export const workflows = createRoutes<WorkflowsEnv, WorkflowsVariables>()
  .get(
    "/",
    operation({
      id: "listWorkflows",
      right: "workflows:read",
      tag,
      summary: "List workflows",
      details: "Without their data.",
      answers: { 200: { description: "A page of them.", schema: pageOf(ListedWorkflow), headers: ["link"] } },
    }),
    query(ListWorkflows),
    async (c) => {
      const page = await listWorkflows(c.var.db, c.req.valid("query"));
      return c.json(page, 200, linkNext(c, page));
    },
  )
  .post(
    "/",
    operation({
      id: "createWorkflow",
      right: "workflows:write",
      tag,
      summary: "Put a workflow into the queue",
      answers: { 201: { description: "It waits.", schema: Workflow, headers: ["location", "etag"] } },
    }),
    body(NewWorkflow, BODY_BYTES),
    idempotent,
    async (c) => {
      const { db, identity, idempotency } = c.var;
      const workflow = await createWorkflow(db, c.req.valid("json"), identity, idempotency);
      sendToRender(c, workflow.uuid);
      return c.json(workflow, 201, { location: `/api/workflows/${workflow.uuid}`, etag: etagOf(workflow) });
    },
  )
  .get(
    "/stats",
    operation({
      id: "readQueueStats",
      right: "workflows:read",
      tag: "Queue",
      summary: "Read how the queue is doing",
      answers: {
        200: { description: "How many are where, and how many came and went.", schema: QueueStats },
      },
    }),
    query(Hours),
    async (c) => {
      const { hours } = c.req.valid("query");
      return c.json(await readStats(c.var.db, { count: hours, now: Date.now() }));
    },
  )
  .get(
    "/:uuid",
    operation({
      id: "getWorkflow",
      right: "workflows:read",
      tag,
      summary: "Get a workflow",
      answers: { 200: { description: "The workflow.", schema: Workflow } },
      problems: ["not-found"],
    }),
    path(Uuid),
    versioned,
    async (c) => {
      const workflow = toWorkflow(await findWorkflow(c.var.db, c.req.valid("param").uuid));
      return c.json(workflow, 200, { etag: etagOf(workflow) });
    },
  )
  .patch(
    "/:uuid",
    operation({
      id: "editWorkflow",
      right: "workflows:write",
      tag,
      summary: "Edit a workflow, or take it out of the queue",
      details: "As long as it waits, or is among the dead letters.",
      answers: { 200: WORKFLOW },
      problems: ["not-found", "conflict"],
    }),
    path(Uuid),
    body(WorkflowChanges, BODY_BYTES),
    ifMatch,
    async (c) => {
      const changes = c.req.valid("json");
      const workflow = await editWorkflow(c.var.db, changes, {
        uuid: c.req.valid("param").uuid,
        version: c.req.valid("header")["if-match"],
        by: c.var.identity,
        now: Date.now(),
      });
      if (changes.data !== undefined) sendToRender(c, workflow.uuid);
      return c.json(workflow, 200, { etag: etagOf(workflow) });
    },
  )
  .post(
    "/:uuid/requeue",
    operation({
      id: "requeueWorkflow",
      right: "workflows:write",
      tag: "Queue",
      summary: "Put a dead letter back in line",
      details: "Where it was, as if nobody had tried it yet.",
      answers: { 200: WORKFLOW },
      problems: ["not-found", "conflict"],
    }),
    path(Uuid),
    async (c) => {
      const { uuid } = c.req.valid("param");
      const workflow = await requeue(c.var.db, { uuid, by: c.var.identity, now: Date.now() });
      return c.json(workflow, 200, { etag: etagOf(workflow) });
    },
  )
  .post(
    "/:uuid/steps/:name",
    operation({
      id: "reportStep",
      right: "workflows:write",
      tag,
      summary: "Say how far a step is",
      details: "Whoever does the work may, also after it was consumed. The last word counts.",
      answers: { 200: WORKFLOW },
      problems: ["not-found"],
    }),
    path(Step),
    body(StepReport),
    async (c) => {
      const about = { ...c.req.valid("param"), by: c.var.identity, now: Date.now() };
      const workflow = await reportStep(c.var.db, c.req.valid("json"), about);
      return c.json(workflow, 200, { etag: etagOf(workflow) });
    },
  )
  .get(
    "/:uuid/audit",
    operation({
      id: "listWorkflowAudit",
      right: "workflows:read",
      tag,
      summary: "List what was done to a workflow",
      details: "Newest first.",
      answers: {
        200: { description: "A page of it.", schema: pageOf(WorkflowAuditEntry), headers: ["link"] },
      },
      problems: ["not-found"],
    }),
    path(Uuid),
    query(Paged),
    async (c) => {
      const page = await listWorkflowAudit(c.var.db, c.req.valid("param").uuid, c.req.valid("query"));
      return c.json(page, 200, linkNext(c, page));
    },
  );
