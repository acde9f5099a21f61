import { batch, signal } from "@preact/signals";
import type { Workflow } from "../api-workflows.ts";
import { ApiError } from "../http.ts";
import { choose, chosenTexts, type Side } from "./differences.ts";
import type { Resource } from "./resource.ts";
import { createSending } from "./sending.ts";
import { changeOpen } from "./workflow.ts";
import { compareWorkflows, type WorkflowConflict } from "./workflow-conflict.ts";
import { createWorkflowForm } from "./workflow-form.ts";
import { changesTo, textsOf, type WorkflowField, type WorkflowTexts } from "./workflow-texts.ts";

export type WorkflowEdit = ReturnType<typeof createWorkflowEdit>;

const edits = new Map<string, WorkflowEdit>();

/** The edit of one workflow; it outlives the page, so that leaving by mistake loses nothing. */
export function editOf(uuid: string): WorkflowEdit {
  const edit = edits.get(uuid) ?? createWorkflowEdit();
  edits.set(uuid, edit);
  return edit;
}

type Read = Pick<Resource<void, Workflow>, "accept">;

function createWorkflowEdit() {
  const form = createWorkflowForm();
  /** What is chosen in a conflict is sent beside the form. */
  const direct = createSending();
  /** The workflow as it was when the form was opened; null while it is closed. */
  const opened = signal<Workflow | null>(null);
  const conflict = signal<WorkflowConflict | null>(null);
  /** The choices of a conflict that was left, for when it is met again. */
  let left: WorkflowConflict | null = null;

  function close(): void {
    left = null;
    batch(() => {
      opened.value = null;
      conflict.value = null;
      form.reset();
    });
  }

  /**
   * Sends what `wanted` changes of `base`. Answers the workflow as it is stored then, or null when another edit came first. If
   * that one holds all that is wanted, it is this one: its answer was lost.
   */
  async function store(
    base: Workflow,
    wanted: Partial<WorkflowTexts>,
    about: Pick<WorkflowConflict, "before" | "mine"> & { read: Read },
  ): Promise<Workflow | null> {
    const changes = changesTo(base, wanted);
    const stored = isEmpty(changes) ? base : await change();
    if (!stored) return null;
    about.read.accept(stored);
    close();
    return stored;

    async function change(): Promise<Workflow | null> {
      try {
        return await changeOpen(base, changes, about.read.accept);
      } catch (error) {
        if (!(error instanceof ApiError && error.code === "precondition-failed")) throw error;
        const current = error.current as Workflow;
        const own = Object.entries(wanted).filter(([field]) => field in changes);
        if (isEmpty(changesTo(current, Object.fromEntries(own)))) return current;
        conflict.value = compareWorkflows(about.before, about.mine, current, conflict.value ?? left);
        return null;
      }
    }
  }

  function leaveConflict(): void {
    left = conflict.value;
    batch(() => {
      conflict.value = null;
      direct.failure.value = null;
    });
  }

  return {
    form,
    direct,
    opened,
    conflict,
    start(workflow: Workflow): void {
      batch(() => {
        opened.value = workflow;
        form.reset(textsOf(workflow));
      });
    },
    /** Throws away what was typed; not while it is being sent. */
    cancel(): void {
      if (!form.saving.value) close();
    },
    async save(read: Read): Promise<Workflow | null> {
      const before = opened.value;
      if (!before) return null;
      return form.send(() => {
        form.read();
        const mine = form.draft.value;
        return store(before, mine, { before, mine, read });
      });
    },
    choose(field: WorkflowField, side: Side): void {
      const met = conflict.value;
      if (met) conflict.value = { ...met, differences: choose(met.differences, field, side) };
    },
    async saveChosen(read: Read): Promise<Workflow | null> {
      const met = conflict.value;
      if (!met) return null;
      const { before, mine, current, differences } = met;
      const stored = await direct.send(() =>
        store(current, chosenTexts(differences), { before, mine, read }),
      );
      // What is wrong with a field is said at the field.
      if (direct.failure.value?.errors.length) {
        form.failure.value = direct.failure.value;
        leaveConflict();
      }
      return stored;
    },
    leaveConflict,
  };
}

function isEmpty(changes: object): boolean {
  return Object.keys(changes).length === 0;
}
