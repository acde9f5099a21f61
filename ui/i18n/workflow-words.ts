import type { ListedWorkflow, StepProgress, WorkflowAuditEntry } from "../api-workflows.ts";
import type { ApiError } from "../http.ts";
import { findRoundedNumber } from "../models/json-text.ts";
import { placeOf } from "../models/json-error.ts";
import { errorIn, type TextError, type WorkflowField } from "../models/workflow-texts.ts";
import { progressOf } from "../models/workflows.ts";
import { fill, t } from "./language.ts";

/** What people call a workflow: the end of its UUID, which is chance, where the beginning is the time. */
export function shortName(uuid: string): string {
  return uuid.slice(-8);
}

/** Who did something, in a word. */
export function nameOf({ kind, name }: ListedWorkflow["by"]): string {
  if (kind === "setup") return t.value.history.setup;
  return kind === "key" ? fill(t.value.history.key, { name }) : name;
}

/** How far a workflow is, in a line. */
export function describeProgress(steps: readonly StepProgress[]): string {
  const { done, total, current } = progressOf(steps);
  const words = t.value.workflows.steps;
  return fill(words[current?.status ?? "done"], { done, total, name: current?.name ?? "" });
}

/** Why a lease or a try ended; the server's own words for what it did by itself are ours. */
export function describeLastError(error: string): string {
  return error === "The lease ran out." ? t.value.workflows.leaseRanOut : error;
}

/** Why a workflow wasn't changed, where more is known than that it is in conflict. */
export function describeRefusal({ code, errors }: ApiError): string | undefined {
  const words = t.value.workflows;
  if (code === "precondition-failed") return words.overtaken;
  return code === "conflict" ? words.refusals[errors[0]?.code ?? ""] : undefined;
}

/** What is wrong with a text, and where. */
export function describeTextError(field: WorkflowField, text: string, error: TextError): string {
  const { form, jsonErrors, stepErrors } = t.value.workflows;
  const known = (field === "data" ? jsonErrors : stepErrors)[error.code] ?? error.detail;
  if (!error.place) return known;
  const { start, end } = error.place;
  const { line, column } = placeOf(text, start);
  const what = fill(known, { what: text.slice(start, Math.min(end, start + 30)) });
  return fill(field === "data" ? form.place : form.line, { line, column, what });
}

/** What should be known of data before it is stored. */
export function warnOfData(text: string): string | undefined {
  const rounded = errorIn("data", text) ? null : findRoundedNumber(text);
  return rounded ? fill(t.value.workflows.form.rounded, rounded) : undefined;
}

/** What an entry of the history tells, a line for each value. */
export function describeWorkflowEntry({ action, changes }: WorkflowAuditEntry): string[] {
  const words = t.value.workflows;
  const of = (field: string) => changes?.find((change) => change.field === field);
  if (action === "step-reported") {
    const { statuses }: { statuses: Record<string, string> } = words.step;
    const status = String(of("status")?.to ?? "");
    const message = of("message")?.to;
    const values = { name: String(of("step")?.to ?? ""), status: statuses[status] ?? status };
    return [
      fill(message ? words.changes.stepWith : words.changes.step, { ...values, message: String(message) }),
    ];
  }
  return (changes ?? []).flatMap(({ field, from, to }) => {
    if (field === "error") return to === null ? [] : [fill(words.changes.error, { value: String(to) })];
    if (field === "data") return [words.changes.data];
    return field === "steps" ? [fill(words.changes.steps, { from: toNames(from), to: toNames(to) })] : [];
  });
}

/** The names of steps, which the history keeps as JSON. */
function toNames(json: unknown): string {
  try {
    return (JSON.parse(String(json)) as string[]).join(", ");
  } catch {
    return String(json);
  }
}
