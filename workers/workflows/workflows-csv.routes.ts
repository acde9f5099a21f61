import * as z from "zod";
import { CSV_ANSWER, csvHeaders, exportCsv } from "../shared/csv.ts";
import { operation } from "../shared/describe.ts";
import { createRoutes } from "../shared/service.ts";
import { query } from "../shared/validation.ts";
import type { WorkflowsEnv, WorkflowsVariables } from "./env.ts";
import { listWorkflows } from "./workflows.ts";
import { workflowFilters } from "./workflows.routes.ts";

const COLUMNS = [
  "uuid",
  "status",
  "place",
  "steps",
  "done",
  "attempts",
  "lastError",
  "createdBy",
  "createdAt",
  "consumedAt",
] as const;

const ExportWorkflows = z.strictObject(workflowFilters);

/** `/api/workflows.csv`: the whole list without data, however long, in constant memory. */
export const workflowsCsv = createRoutes<WorkflowsEnv, WorkflowsVariables>().get(
  "/",
  operation({
    id: "exportWorkflows",
    right: "workflows:read",
    tag: "Workflows",
    summary: "Export workflows as CSV",
    details: `In the columns ${COLUMNS.join(", ")}; \`done\` counts the steps that are. Text that a spreadsheet would take for a formula has an apostrophe before it.`,
    answers: { 200: CSV_ANSWER },
  }),
  query(ExportWorkflows),
  async (c) => {
    const filters = c.req.valid("query");
    const csv = await exportCsv(COLUMNS, async (page) => {
      const { items, nextCursor } = await listWorkflows(c.var.db, { ...filters, ...page });
      return {
        items: items.map((workflow) => ({
          ...workflow,
          steps: workflow.steps.join("; "),
          done: workflow.progress.filter(({ status }) => status === "done").length,
          createdBy: workflow.by.name,
        })),
        nextCursor,
      };
    });
    return c.body(csv, 200, csvHeaders("workflows.csv"));
  },
);
