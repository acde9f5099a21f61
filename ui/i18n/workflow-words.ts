import type { ListedWorkflow, StepProgress } from "../api-workflows.ts";
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
