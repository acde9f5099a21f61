import type { NewWorkflow, Workflow, WorkflowChanges } from "../api-workflows.ts";
import type { InputError } from "../http.ts";
import { findJsonError } from "./json-error.ts";

export const FIELDS = ["data", "steps"] as const;

export type WorkflowField = (typeof FIELDS)[number];

/** What a person writes of a workflow: its data as JSON, its steps one on a line. */
export type WorkflowTexts = Record<WorkflowField, string>;

export const EMPTY: WorkflowTexts = { data: "", steps: "" };

const MOST_STEPS = 100;
const LONGEST_NAME = 100;

/** What is wrong with a text; `start` and `end` where that is in it, null where it is the whole. */
export interface TextError {
  code: string;
  detail: string;
  place: { start: number; end: number } | null;
}

type Editable = Pick<Workflow, "data" | "steps">;

export function textsOf({ data, steps }: Editable): WorkflowTexts {
  return { data: JSON.stringify(data, null, 2), steps: steps.join("\n") };
}

interface Line {
  name: string;
  start: number;
  end: number;
}

/** The steps of a text, as the API stores their names; empty lines are none. */
export function linesOf(text: string): Line[] {
  let start = 0;
  const lines = text.split("\n").map((line) => {
    const found = { name: tidy(line), start, end: start + line.length };
    start += line.length + 1;
    return found;
  });
  return lines.filter(({ name }) => name !== "");
}

function tidy(line: string): string {
  return line.normalize("NFC").trim().replace(/\s+/gu, " ");
}

/** What is wrong with a text as far as that is known without the API. */
export function errorIn(field: WorkflowField, text: string): TextError | null {
  return field === "data" ? errorInData(text) : errorInSteps(text);
}

function errorInData(text: string): TextError | null {
  const error = findJsonError(text);
  if (!error) return null;
  const { code, start, end } = error;
  return { code, detail: code, place: code === "empty" ? null : { start, end } };
}

function errorInSteps(text: string): TextError | null {
  const lines = linesOf(text);
  const at = (code: string, { start, end }: Line) => ({ code, detail: code, place: { start, end } });
  if (lines.length === 0) return { code: "none", detail: "none", place: null };
  const long = lines.find(({ name }) => name.length > LONGEST_NAME);
  if (long) return at("long", long);
  const known = new Set<string>();
  for (const line of lines) {
    if (known.has(line.name)) return at("duplicate", line);
    known.add(line.name);
  }
  const extra = lines[MOST_STEPS];
  return extra ? at("many", extra) : null;
}

/** An objection of the API's, at the line that it is about. */
export function placeError(field: WorkflowField, text: string, errors: InputError[]): TextError | null {
  const error = errors.find(({ pointer }) => pointer === `/${field}` || pointer.startsWith(`/${field}/`));
  if (!error) return null;
  const { pointer, code, detail } = error;
  const line = field === "steps" && pointer !== "/steps" && linesOf(text)[Number(pointer.slice(7))];
  return { code, detail, place: line ? { start: line.start, end: line.end } : null };
}

/** What to send; only of texts without errors. */
export function workflowOf({ data, steps }: WorkflowTexts): NewWorkflow {
  return { data: JSON.parse(data), steps: linesOf(steps).map(({ name }) => name) };
}

/** Whether both stand for the same. */
export function isSame(field: WorkflowField, a: string, b: string): boolean {
  return a === b || canonical(field, a) === canonical(field, b);
}

function canonical(field: WorkflowField, text: string): string {
  if (field === "steps")
    return linesOf(text)
      .map(({ name }) => name)
      .join("\n");
  return findJsonError(text) ? text : JSON.stringify(JSON.parse(text));
}

/** What to send so that `workflow` gets these texts; nothing if it has them. */
export function changesTo(workflow: Editable, wanted: Partial<WorkflowTexts>): WorkflowChanges {
  const stored = textsOf(workflow);
  const whole = workflowOf({ ...stored, ...wanted });
  const changed = FIELDS.filter((field) => !isSame(field, wanted[field] ?? stored[field], stored[field]));
  return Object.fromEntries(changed.map((field) => [field, whole[field]]));
}
