import { createWorkflow, type Workflow } from "../api-workflows.ts";
import { createIdempotencyKey } from "./idempotency-key.ts";
import { createWorkflowForm } from "./workflow-form.ts";

/** A workflow to be put into the queue. It outlives the page, so that leaving by mistake loses nothing. */
export const form = createWorkflowForm();

const idempotency = createIdempotencyKey();

/** Sends the draft. Answers the stored workflow, or null after a failure. */
export function save(): Promise<Workflow | null> {
  return form.send(async () => {
    const sent = form.read();
    const workflow = await createWorkflow(sent, idempotency.keyOf(sent));
    form.reset();
    idempotency.renew();
    return workflow;
  });
}
