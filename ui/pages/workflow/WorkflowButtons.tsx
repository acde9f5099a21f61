import { useState } from "preact/hooks";
import type { Workflow } from "../../api-workflows.ts";
import { Question } from "../../components/Question.tsx";
import { fill, t } from "../../i18n/language.ts";
import { shortName } from "../../i18n/workflow-words.ts";
import { may } from "../../models/session.ts";
import type { WorkflowDetailModel } from "../../models/workflow.ts";

/** Puts a dead letter back in line, edits what waits, and takes it out of the queue. */
export function WorkflowButtons(props: {
  workflow: Workflow;
  detail: WorkflowDetailModel;
  isEditing: boolean;
  onEdit: () => void;
  onDone: (text: string) => void;
}) {
  const { workflow, detail, isEditing, onDone } = props;
  const { uuid, place } = workflow;
  const [isAsking, setAsking] = useState(false);
  const words = t.value.workflow;
  const isBusy = detail.saving.value;
  const isOpen = place === "waiting" || place === "dead";
  if (!may("workflows:write") || !isOpen || isEditing) return null;
  async function requeue() {
    if (await detail.requeue()) onDone(words.requeued);
  }
  async function takeOut() {
    setAsking(false);
    if (await detail.takeOut()) onDone(words.takeOutDone);
  }
  return (
    <>
      {place === "dead" && (
        <button
          type="button"
          class="button button-primary"
          aria-disabled={isBusy}
          onClick={() => void requeue()}
        >
          {words.requeue}
        </button>
      )}
      <button type="button" class="button" id="edit-workflow" onClick={props.onEdit}>
        {words.edit}
      </button>
      <button
        type="button"
        class="button button-danger"
        aria-disabled={isBusy}
        onClick={() => setAsking(true)}
      >
        {words.takeOut}
      </button>
      {isAsking && (
        <Question
          title={fill(words.takeOutTitle, { id: shortName(uuid) })}
          intro={words.takeOutHelp}
          yes={words.takeOut}
          onYes={() => void takeOut()}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
