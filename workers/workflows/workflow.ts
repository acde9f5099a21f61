import { getTableColumns, type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { workflows } from "../../schema/workflows/tables.ts";
import { line } from "../shared/fields.ts";
import { fitsCsv } from "./csv-of-data.ts";

/** What `data` may have, as JSON in UTF-8. */
const MOST_BYTES = 128 * 1024;

/** A body with such data, however it is spaced and escaped, with its steps. */
export const BODY_BYTES = 512 * 1024;

const MOST_LEVELS = 100;
const MOST_STEPS = 100;

const STEP_STATUSES = ["started", "done", "failed"] as const;

export const StepStatus = z.enum(STEP_STATUSES);

const data = z
  .unknown()
  .superRefine((value, context) => {
    const refuse = (code: string, message: string) =>
      context.addIssue({ code: "custom", message, params: { code } });
    if (value === undefined) return refuse("required", "This is required.");
    if (levelsOf(value) > MOST_LEVELS)
      return refuse("too_deep", `This may have up to ${MOST_LEVELS} levels.`);
    if (new TextEncoder().encode(JSON.stringify(value)).length > MOST_BYTES) {
      return refuse("too_big", `This may have up to ${MOST_BYTES} bytes.`);
    }
    if (!fitsCsv(value)) refuse("too_wide", "Its CSV would have too many or too long columns.");
  })
  .describe(
    `Any JSON of up to ${MOST_BYTES / 1024} KiB and ${MOST_LEVELS} levels. Numbers are doubles, as in JavaScript.`,
  );

/** How deep JSON is nested. Without recursion: who sends it decides how deep. */
function levelsOf(value: unknown): number {
  let levels = 0;
  for (let inside: unknown[] = [value]; inside.length > 0 && levels <= MOST_LEVELS; levels += 1) {
    inside = inside.flatMap((each) => (typeof each === "object" && each !== null ? Object.values(each) : []));
  }
  return levels;
}

/** Names a step in the path of a report, where dots alone would lead elsewhere. */
export const StepName = line(100).refine((name) => name !== "." && name !== "..", {
  message: "This can't stand in a path.",
  params: { code: "characters" },
});

const steps = z
  .array(StepName)
  .min(1)
  .max(MOST_STEPS)
  .refine((names) => new Set(names).size === names.length, {
    message: "Each step needs a name of its own.",
    params: { code: "duplicate" },
  })
  .describe("The names of its steps, in their order.");

export const WorkflowStatus = z.enum(["inserted", "consumed"]);

const EXAMPLE = {
  data: { order: 1042, client: { name: "Dona Ivone Lara" }, items: ["LP-0042", "LV-0161"] },
  steps: ["pick", "pack", "ship"],
};

/** What a caller sends to put a workflow into the queue. */
export const NewWorkflow = z.strictObject({ data, steps }).meta({ id: "NewWorkflow", examples: [EXAMPLE] });

export type NewWorkflow = z.output<typeof NewWorkflow>;

/** What a caller sends to edit one. */
export const WorkflowChanges = z
  .strictObject({
    data: data.optional(),
    steps: steps.optional(),
    status: WorkflowStatus.optional().describe(
      "`consumed` takes it out of the queue; nothing brings it back.",
    ),
  })
  .refine((changes) => Object.keys(changes).length > 0, {
    message: "Give at least one field to change.",
    params: { code: "empty" },
  })
  .meta({ id: "WorkflowChanges", minProperties: 1, examples: [{ steps: ["pick", "ship"] }] });

export type WorkflowChanges = z.output<typeof WorkflowChanges>;

const time = z.iso.datetime().nullable();

const Progress = z
  .object({
    name: z.string(),
    status: z.enum(["waiting", ...STEP_STATUSES]),
    message: z.string().nullable().describe("What was last said of it, such as why it failed."),
    startedAt: time,
    finishedAt: time,
  })
  .meta({
    id: "StepProgress",
    examples: [
      {
        name: "pick",
        status: "done",
        message: null,
        startedAt: null,
        finishedAt: "2026-11-23T14:06:00.000Z",
      },
    ],
  });

const listed = {
  uuid: z.uuid(),
  status: WorkflowStatus,
  place: z
    .enum(["waiting", "leased", "dead", "consumed"])
    .describe("Where it is: in the queue, with somebody who claimed it, among the dead letters, or done."),
  steps: z.array(z.string()),
  progress: z.array(Progress).describe("How far each step is, as far as anybody said."),
  attempts: z.int().describe("How often it was claimed since it was put into the queue."),
  leaseUntil: time.describe("Until when who claimed it has it."),
  lastError: z.string().nullable().describe("Why it wasn't done the last time."),
  consumedAt: time,
  by: z.object({ kind: z.enum(["person", "key", "setup"]), id: z.int().nullable(), name: z.string() }),
  version: z.int().describe("Grows with each change; its `ETag`."),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
};

const LISTED_EXAMPLE = {
  uuid: "019ab0e2-7c1a-7d53-9b2f-3f6c7a1e5d04",
  status: "inserted" as const,
  place: "waiting" as const,
  steps: EXAMPLE.steps,
  progress: [
    {
      name: "pick",
      status: "done" as const,
      message: null,
      startedAt: null,
      finishedAt: "2026-11-23T14:06:00.000Z",
    },
    { name: "pack", status: "waiting" as const, message: null, startedAt: null, finishedAt: null },
    { name: "ship", status: "waiting" as const, message: null, startedAt: null, finishedAt: null },
  ],
  attempts: 0,
  leaseUntil: null,
  lastError: null,
  consumedAt: null,
  by: { kind: "key" as const, id: 7, name: "Loja virtual" },
  version: 2,
  createdAt: "2026-11-23T14:05:00.000Z",
  updatedAt: "2026-11-23T14:06:00.000Z",
};

/** A workflow as lists have it, without its data. */
export const ListedWorkflow = z.object(listed).meta({ id: "ListedWorkflow", examples: [LISTED_EXAMPLE] });

export type ListedWorkflow = z.infer<typeof ListedWorkflow>;

/** A workflow on the wire; times in ISO 8601. */
export const Workflow = z
  .object({ ...listed, data: z.unknown() })
  .meta({ id: "Workflow", examples: [{ ...LISTED_EXAMPLE, data: EXAMPLE.data }] });

export type Workflow = z.infer<typeof Workflow>;

// Text that is no JSON to SQLite, so that it stays one text within other JSON.
const reports: SQL<string> = sql`(
  select '' || json_group_array(json_object('name', name, 'status', status, 'message', message,
    'startedAt', started_at, 'finishedAt', finished_at))
  from step_reports where workflow_id = workflows.id)`;

const { data: _, ...allButData } = getTableColumns(workflows);

/** What a list reads of a workflow. */
export const listedFields = { ...allButData, reports: reports.as("reports") };

/** What is read of one. */
export const workflowFields = { ...listedFields, data: workflows.data };

export type WorkflowRow = typeof workflows.$inferSelect & { reports: string };

interface Report {
  name: string;
  status: (typeof STEP_STATUSES)[number];
  message: string | null;
  startedAt: number | null;
  finishedAt: number | null;
}

export function toWorkflow(row: WorkflowRow): Workflow {
  return { ...toListed(row), data: JSON.parse(row.data) as unknown };
}

export function toListed(row: Omit<WorkflowRow, "data">): ListedWorkflow {
  const { uuid, status, steps: names, attempts, lastError, version } = row;
  const reported = new Map((JSON.parse(row.reports) as Report[]).map((report) => [report.name, report]));
  return {
    uuid,
    status,
    place: row.place ?? "consumed",
    steps: names,
    progress: names.map((name) => toProgress(name, reported.get(name))),
    attempts,
    leaseUntil: row.leaseUntil?.toISOString() ?? null,
    lastError,
    consumedAt: row.consumedAt?.toISOString() ?? null,
    by: { kind: row.byKind, id: row.byId, name: row.byName },
    version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

function toProgress(name: string, report: Report | undefined) {
  if (!report) return { name, status: "waiting" as const, message: null, startedAt: null, finishedAt: null };
  const { status, message, startedAt, finishedAt } = report;
  return { name, status, message, startedAt: toTime(startedAt), finishedAt: toTime(finishedAt) };
}

function toTime(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}
