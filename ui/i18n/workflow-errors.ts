import { placeOf } from "../models/json-error.ts";
import { findRoundedNumber } from "../models/json-text.ts";
import { errorIn, type TextError, type WorkflowField } from "../models/workflow-texts.ts";
import { fill, t } from "./language.ts";

/** What is wrong with a text, and where. */
export function describeTextError(field: WorkflowField, text: string, error: TextError): string {
  const { jsonErrors, stepErrors, ...words } = t.value.workflowForm;
  const known = (field === "data" ? jsonErrors : stepErrors)[error.code] ?? error.detail;
  if (!error.place) return known;
  const { start, end } = error.place;
  const { line, column } = placeOf(text, start);
  const what = fill(known, { what: text.slice(start, Math.min(end, start + 30)) });
  return fill(field === "data" ? words.place : words.line, { line, column, what });
}

/** What should be known of data before it is stored. */
export function warnOfData(text: string): string | undefined {
  const rounded = errorIn("data", text) ? null : findRoundedNumber(text);
  return rounded ? fill(t.value.workflowForm.rounded, rounded) : undefined;
}
