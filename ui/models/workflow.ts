import {
  editWorkflow,
  getWorkflow,
  listWorkflowAudit,
  reportStep,
  requeueWorkflow,
  type StepReport,
  type Workflow,
  type WorkflowAuditEntry,
  type WorkflowChanges,
} from "../api-workflows.ts";
import { ApiError } from "../http.ts";
import { createPagedList } from "./paged-list.ts";
import { poll } from "./polling.ts";
import { createResource } from "./resource.ts";
import { createSending } from "./sending.ts";

const EVERY_MS = 3000;
const PAGE_SIZE = "20";

/** How often a change is sent again because steps were reported meanwhile. */
const MOST_TRIES = 5;

/** One workflow, and what can be done with it but editing. */
export function createWorkflowDetail(uuid: string) {
  const read = createResource<void, Workflow>((_, signal) => getWorkflow(uuid, signal));
  const sending = createSending();
  const isMissing = () => ["not-found", "invalid-parameter"].includes(read.failure.value?.code ?? "");

  /** Refused because it is somewhere else by now, it is read anew, to be shown beside the reason. */
  async function change(call: (workflow: Workflow) => Promise<Workflow>): Promise<boolean> {
    const workflow = read.data.value;
    if (!workflow) return false;
    const changed = await sending.send(async () => {
      try {
        return await call(workflow);
      } catch (error) {
        if (error instanceof ApiError && error.code === "conflict") await read.load();
        throw error;
      }
    });
    if (changed) read.accept(changed);
    return changed !== null;
  }

  return {
    ...sending,
    read,
    isMissing,
    report: (step: string, report: StepReport) => change(() => reportStep(uuid, step, report)),
    requeue: () => change(() => requeueWorkflow(uuid)),
    takeOut: () =>
      change((workflow) => changeOpen(workflow, { status: "consumed" }, (current) => read.accept(current))),
    /** Reads it, and again and again. Answers how to stop. */
    follow(): () => void {
      void read.load();
      const end = poll(
        () => read.load(),
        EVERY_MS,
        () => !isMissing(),
      );
      return () => {
        end();
        read.stop();
      };
    },
  };
}

export type WorkflowDetailModel = ReturnType<typeof createWorkflowDetail>;

/**
 * Changes a workflow, also if steps were reported meanwhile. Throws `conflict` where it isn't open any more, and
 * `precondition-failed` where somebody else edited it; `tell` gets it as it is then.
 */
export async function changeOpen(
  workflow: Workflow,
  changes: WorkflowChanges,
  tell: (current: Workflow) => void,
): Promise<Workflow> {
  let stored = workflow;
  for (let tries = 1; ; tries++) {
    try {
      return await editWorkflow(stored, changes);
    } catch (error) {
      if (!(error instanceof ApiError && error.code === "precondition-failed")) throw error;
      const current = error.current as Workflow;
      tell(current);
      if (current.place === "consumed" || current.place === "leased") throw moved(current);
      if (tries === MOST_TRIES || !isAlike(current, workflow)) throw error;
      stored = current;
    }
  }
}

/** Whether both have the same data and steps: a report of a step also makes a new version. */
function isAlike(a: Workflow, b: Workflow): boolean {
  return JSON.stringify([a.data, a.steps]) === JSON.stringify([b.data, b.steps]);
}

/** As the API says it to who has read the newest version. */
function moved({ place }: Workflow): ApiError {
  const errors = [{ pointer: "/status", code: place, detail: place }];
  return new ApiError("conflict", "It can't be changed any more.", { errors });
}

/** What was done to a workflow, newest first. */
export function createWorkflowHistory() {
  return createPagedList<string, WorkflowAuditEntry>((uuid, cursor, signal) =>
    listWorkflowAudit(uuid, { limit: PAGE_SIZE, ...(cursor && { cursor }) }, signal),
  );
}
