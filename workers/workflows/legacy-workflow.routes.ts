import * as z from "zod";
import { operation } from "../shared/describe.ts";
import { etagOf } from "../shared/etag.ts";
import { idempotent } from "../shared/idempotency.ts";
import { linkNext, pageParameters } from "../shared/lists.ts";
import { Problem } from "../shared/problem.ts";
import { createRoutes } from "../shared/service.ts";
import { body, path, query } from "../shared/validation.ts";
import type { WorkflowsEnv, WorkflowsVariables } from "./env.ts";
import { sendToRender } from "./messages.ts";
import { CONSUMED, consume, CsvOptions } from "./queue.routes.ts";
import { BODY_BYTES, NewWorkflow, toWorkflow, Workflow, WorkflowStatus } from "./workflow.ts";
import { createWorkflow, editWorkflow, findWorkflow, listWholeWorkflows } from "./workflows.ts";
import { Uuid } from "./workflows.routes.ts";

const LegacyWorkflow = z
  .object({
    UUID: z.uuid(),
    status: WorkflowStatus,
    data: z.unknown(),
    steps: z.array(z.string()),
  })
  .meta({
    id: "LegacyWorkflow",
    examples: [
      {
        UUID: "019ab0e2-7c1a-7d53-9b2f-3f6c7a1e5d04",
        status: "inserted",
        data: { order: 1042 },
        steps: ["pick", "pack", "ship"],
      },
    ],
  });

const LegacyNewWorkflow = z
  .strictObject({
    UUID: z.unknown().optional().describe("Taken and left aside: it is made here."),
    status: z.literal("inserted").optional(),
    ...NewWorkflow.shape,
  })
  .meta({ id: "LegacyNewWorkflow", examples: [{ data: { order: 1042 }, steps: ["pick", "pack", "ship"] }] });

const LegacyChange = z
  .strictObject({ status: WorkflowStatus })
  .meta({ id: "LegacyWorkflowChange", examples: [{ status: "consumed" }] });

const ListLegacy = z.strictObject({
  ...pageParameters,
  limit: pageParameters.limit.default(100).meta({ description: "How many at most.", default: 100 }),
});

function toLegacy({ uuid, status, data, steps }: Workflow) {
  return { UUID: uuid, status, data, steps };
}

const tag = "Old paths";

const ANSWER = { description: "The workflow.", schema: LegacyWorkflow, headers: ["etag" as const] };

/** `/workflow`: the calls of the system that Fachada replaces, with its field names. Pages by `Link`. */
export const legacyWorkflow = createRoutes<WorkflowsEnv, WorkflowsVariables>()
  .get(
    "/",
    operation({
      id: "listLegacyWorkflows",
      right: "workflows:read",
      tag,
      summary: "List workflows",
      answers: {
        200: {
          description: "A page of them, oldest first.",
          schema: z.array(LegacyWorkflow),
          headers: ["link"],
        },
      },
    }),
    query(ListLegacy),
    async (c) => {
      const page = await listWholeWorkflows(c.var.db, { ...c.req.valid("query"), sort: "createdAt" });
      return c.json(page.items.map(toLegacy), 200, linkNext(c, page));
    },
  )
  .post(
    "/",
    operation({
      id: "createLegacyWorkflow",
      right: "workflows:write",
      tag,
      summary: "Put a workflow into the queue",
      answers: { 201: { ...ANSWER, description: "It waits.", headers: ["location", "etag"] } },
    }),
    body(LegacyNewWorkflow, BODY_BYTES),
    idempotent,
    async (c) => {
      const { db, identity, idempotency } = c.var;
      const { data, steps } = c.req.valid("json");
      const workflow = await createWorkflow(db, { data, steps }, identity, idempotency);
      sendToRender(c, workflow.uuid);
      return c.json(toLegacy(workflow), 201, {
        location: `/workflow/${workflow.uuid}`,
        etag: etagOf(workflow),
      });
    },
  )
  .get(
    "/consume",
    operation({
      id: "consumeLegacyWorkflow",
      right: "workflows:write",
      tag,
      summary: "Take the oldest waiting workflow, as CSV",
      details:
        "A `GET` that takes something, as the old system had it: `POST /api/workflows/consume` does the same. Its CSV is kept where `Content-Location` says.",
      answers: CONSUMED,
      problems: ["method-not-allowed"],
    }),
    query(CsvOptions),
    idempotent,
    async (c) => {
      if (c.req.header("sec-fetch-site") === "cross-site") {
        throw new Problem("forbidden", "Another site's page may not take a workflow.");
      }
      // Whoever only looks, or guesses what will be wanted, takes nothing.
      const isGuess = ["sec-purpose", "purpose", "x-moz"].some((name) => c.req.header(name) !== undefined);
      if (c.req.method !== "GET" || isGuess) {
        throw new Problem("method-not-allowed", "This takes a workflow from the queue: GET it to have it.", {
          headers: { allow: "GET" },
        });
      }
      return consume(c);
    },
  )
  .get(
    "/:uuid",
    operation({
      id: "getLegacyWorkflow",
      right: "workflows:read",
      tag,
      summary: "Get a workflow",
      answers: { 200: ANSWER },
      problems: ["not-found"],
    }),
    path(Uuid),
    async (c) => {
      const workflow = toWorkflow(await findWorkflow(c.var.db, c.req.valid("param").uuid));
      return c.json(toLegacy(workflow), 200, { etag: etagOf(workflow) });
    },
  )
  .patch(
    "/:uuid",
    operation({
      id: "changeLegacyWorkflow",
      right: "workflows:write",
      tag,
      summary: "Set the status of a workflow",
      answers: { 200: ANSWER },
      problems: ["not-found", "conflict"],
    }),
    path(Uuid),
    body(LegacyChange),
    async (c) => {
      const edit = { ...c.req.valid("param"), by: c.var.identity, now: Date.now() };
      const workflow = await editWorkflow(c.var.db, c.req.valid("json"), edit);
      return c.json(toLegacy(workflow), 200, { etag: etagOf(workflow) });
    },
  );
