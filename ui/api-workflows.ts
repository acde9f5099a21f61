import { hc, type InferRequestType, type InferResponseType } from "hono/client";
import type { WorkflowsApi } from "../workers/workflows/main.ts";
import type { Page } from "./api.ts";
import { answer, brokenOff, send } from "./http.ts";

const { workflows } = hc<WorkflowsApi>("/", { fetch: send }).api;
const workflow = workflows[":uuid"];

export type Workflow = InferResponseType<typeof workflow.$get>;
export type ListedWorkflow = InferResponseType<typeof workflows.$get>["items"][number];
export type WorkflowsQuery = InferRequestType<typeof workflows.$get>["query"];
export type NewWorkflow = InferRequestType<typeof workflows.$post>["json"];
export type WorkflowChanges = InferRequestType<typeof workflow.$patch>["json"];
export type StepProgress = ListedWorkflow["progress"][number];
export type StepReport = InferRequestType<(typeof workflow)["steps"][":name"]["$post"]>["json"];
export type WorkflowAuditEntry = InferResponseType<typeof workflow.audit.$get>["items"][number];
export type QueueStats = InferResponseType<typeof workflows.stats.$get>;
export type QueueHour = QueueStats["hours"][number];

/** The file of a workflow that was just taken. */
export interface Consumed {
  uuid: string;
  fileName: string;
  csv: Blob;
}

export function listWorkflows(query: WorkflowsQuery, signal: AbortSignal): Promise<Page<ListedWorkflow>> {
  return answer(workflows.$get({ query }, { init: { signal } }));
}

export function getWorkflow(uuid: string, signal: AbortSignal): Promise<Workflow> {
  return answer(workflow.$get({ param: { uuid } }, { init: { signal } }));
}

/** `key` makes it safe to send again: the same key and workflow is stored once. */
export function createWorkflow(json: NewWorkflow, key: string): Promise<Workflow> {
  return answer(workflows.$post({ json }, { headers: { "idempotency-key": key } }));
}

/**
 * Changes a workflow that is still at its `version`, else `precondition-failed` brings the `current` one. Throws `conflict` for
 * one that is consumed, or that somebody has claimed.
 */
export function editWorkflow({ uuid, version }: Workflow, json: WorkflowChanges): Promise<Workflow> {
  return answer(workflow.$patch({ param: { uuid }, header: { "if-match": `"${version}"` }, json }));
}

/** Puts a dead letter back in line. Throws `conflict` for what is none. */
export function requeueWorkflow(uuid: string): Promise<Workflow> {
  return answer(workflow.requeue.$post({ param: { uuid } }));
}

export function reportStep(uuid: string, name: string, json: StepReport): Promise<Workflow> {
  const param = { uuid, name: encodeURIComponent(name) };
  return answer(workflow.steps[":name"].$post({ param, json }));
}

export function listWorkflowAudit(
  uuid: string,
  query: { limit: string; cursor?: string },
  signal: AbortSignal,
): Promise<Page<WorkflowAuditEntry>> {
  return answer(workflow.audit.$get({ param: { uuid }, query }, { init: { signal } }));
}

/** How the queue is, and was in the last so many hours. */
export function readQueueStats(hours: string, signal: AbortSignal): Promise<QueueStats> {
  return answer(workflows.stats.$get({ query: { hours } }, { init: { signal } }));
}

/** Takes the oldest that waits; null if none does. The same `key` brings the same one again. */
export async function consumeNext(key: string, { bom }: { bom: boolean }): Promise<Consumed | null> {
  const query = { bom: bom ? "true" : "false" } as const;
  const response = await workflows.consume.$post({ query }, { headers: { "idempotency-key": key } });
  if (response.status === 204) return null;
  const { headers } = response;
  const [, uuid = ""] = /\/workflows\/([^/]+)\/csv/.exec(headers.get("content-location") ?? "") ?? [];
  const [, fileName = "workflow.csv"] =
    /filename="([^"]+)"/.exec(headers.get("content-disposition") ?? "") ?? [];
  const csv = await response.blob().catch(() => Promise.reject(brokenOff()));
  return { uuid, fileName, csv };
}

/** Where a browser downloads the data of a workflow as a CSV file; with `bom`, one that Excel reads the accents of. */
export function workflowCsvUrl(uuid: string, bom = false): string {
  return `/api/workflows/${uuid}/csv${bom ? "?bom=true" : ""}`;
}

/** Where a browser downloads the whole list, without data, as a CSV file. */
export function workflowsCsvUrl(filters: Record<string, string>): string {
  return `/api/workflows.csv?${new URLSearchParams(filters)}`;
}
