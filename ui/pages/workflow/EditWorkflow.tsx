import type { Workflow } from "../../api-workflows.ts";
import { VersionsDialog } from "../../components/Versions.tsx";
import { WorkflowFields } from "../../components/WorkflowFields.tsx";
import { t } from "../../i18n/language.ts";
import { describeRefusal } from "../../i18n/workflow-history.ts";
import type { WorkflowEdit } from "../../models/edit-workflow.ts";
import { formatJson } from "../../models/json-text.ts";
import type { Resource } from "../../models/resource.ts";

/** Of long data, so much is shown of each version. */
const SHOWN_LINES = 40;

/** The form of a workflow that is there, and both versions if somebody else edited it too. */
export function EditWorkflow(props: {
  edit: WorkflowEdit;
  read: Resource<void, Workflow>;
  onSaved: (text: string) => void;
  onLeave: () => void;
}) {
  const { edit, read } = props;
  const conflict = edit.conflict.value;
  const failure = edit.form.failure.value;
  const words = t.value.workflow;
  async function save(send: (read: Resource<void, Workflow>) => Promise<Workflow | null>) {
    const before = edit.opened.value?.version;
    const stored = await send(read);
    if (stored) props.onSaved(stored.version === before ? words.unchanged : words.edited);
  }
  return (
    <section class="workflow-edit" aria-labelledby="edit-title">
      <h2 id="edit-title" tabIndex={-1}>
        {words.editTitle}
      </h2>
      <WorkflowFields
        form={edit.form}
        failed={words.editFailed}
        reason={failure ? describeRefusal(failure) : undefined}
        save={words.editSave}
        onSave={() => save(edit.save)}
      >
        <button
          type="button"
          class="button"
          onClick={() => {
            edit.cancel();
            props.onLeave();
          }}
        >
          {t.value.common.cancel}
        </button>
      </WorkflowFields>
      {conflict && (
        <VersionsDialog
          title={words.conflict}
          conflict={conflict}
          sending={edit.direct}
          nameOf={(field) => words.fields[field]}
          show={(field, text) => shorten(field === "data" ? formatJson(text) : text)}
          onChoose={edit.choose}
          onSave={() => save(edit.saveChosen)}
          back={t.value.conflict.back}
          onLeave={edit.leaveConflict}
        />
      )}
    </section>
  );
}

function shorten(text: string): string {
  const lines = text.split("\n");
  return lines.length > SHOWN_LINES ? [...lines.slice(0, SHOWN_LINES), "…"].join("\n") : text;
}
