import type { WorkflowAuditEntry } from "../api-workflows.ts";
import type { ApiError } from "../http.ts";
import { fill, t } from "./language.ts";

/** Why a workflow wasn't changed, where more is known than that it is in conflict. */
export function describeRefusal({ code, errors }: ApiError): string | undefined {
  const words = t.value.workflow;
  if (code === "precondition-failed") return words.overtaken;
  return code === "conflict" ? words.refusals[errors[0]?.code ?? ""] : undefined;
}

/** What an entry of the history tells, a line for each value. */
export function describeWorkflowEntry({ action, changes }: WorkflowAuditEntry): string[] {
  const words = t.value.workflow;
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
