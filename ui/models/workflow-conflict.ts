import type { Workflow } from "../api-workflows.ts";
import { type Difference, findDifferences } from "./differences.ts";
import { FIELDS, isSame, textsOf, type WorkflowField, type WorkflowTexts } from "./workflow-texts.ts";

/** An edit that met another one: what was read, what the person made of it, and what is stored now. */
export interface WorkflowConflict {
  before: Workflow;
  mine: WorkflowTexts;
  current: Workflow;
  differences: Difference<WorkflowField>[];
  /** Whether it was changed once more since the person looked at it. */
  isOvertaken: boolean;
}

/** Puts both sides beside each other. Choices made `earlier` stay where they were about the same values. */
export function compareWorkflows(
  before: Workflow,
  mine: WorkflowTexts,
  current: Workflow,
  earlier: WorkflowConflict | null,
): WorkflowConflict {
  const versions = { before: textsOf(before), mine, theirs: textsOf(current) };
  const differences = findDifferences(FIELDS, versions, isSame, earlier?.differences);
  const isOvertaken = earlier !== null && earlier.current.version !== current.version;
  return { before, mine, current, differences, isOvertaken };
}
