import { signal } from "@preact/signals";
import type { NewWorkflow } from "../api-workflows.ts";
import { ApiError } from "../http.ts";
import { createForm } from "./form.ts";
import { formatJson } from "./json-text.ts";
import {
  EMPTY,
  errorIn,
  FIELDS,
  placeError,
  type TextError,
  type WorkflowField,
  workflowOf,
  type WorkflowTexts,
} from "./workflow-texts.ts";

/** The texts of a workflow as they are typed, and what is wrong with them. */
export function createWorkflowForm() {
  const form = createForm<WorkflowField>(EMPTY);
  /**
   * Texts that were looked at once: before that nobody is told that what they are typing is wrong. Leaving a field isn't enough:
   * what appears then would move the button away from under the pointer that presses it.
   */
  const seen = signal<ReadonlySet<WorkflowField>>(new Set());
  /** What the API judged. */
  let sent: WorkflowTexts = EMPTY;

  function errorOf(field: WorkflowField): TextError | null {
    const text = form.draft.value[field];
    const own = errorIn(field, text);
    if (own) return seen.value.has(field) ? own : null;
    return text === sent[field] ? placeError(field, text, form.failure.value?.errors ?? []) : null;
  }
  function see(...fields: WorkflowField[]): void {
    seen.value = new Set([...seen.value, ...fields]);
  }

  return {
    ...form,
    errorOf,
    reset(texts: WorkflowTexts = EMPTY): void {
      seen.value = new Set();
      form.reset(texts);
    },
    /** Lays the data out in lines. Answers whether it could. */
    format(): boolean {
      see("data");
      const { data } = form.draft.value;
      if (errorIn("data", data)) return false;
      form.type("data", formatJson(data));
      return true;
    },
    /** What was typed. Throws, as the API would, for what it would refuse anyway. */
    read(): NewWorkflow {
      see(...FIELDS);
      sent = form.draft.value;
      const errors = FIELDS.flatMap((field) => {
        const error = errorIn(field, sent[field]);
        return error ? [{ pointer: `/${field}`, code: error.code, detail: error.detail }] : [];
      });
      if (errors.length > 0) throw new ApiError("invalid-body", "Some values can't be stored.", { errors });
      return workflowOf(sent);
    },
  };
}

export type WorkflowForm = ReturnType<typeof createWorkflowForm>;
