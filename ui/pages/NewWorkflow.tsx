import { useLocation } from "preact-iso";
import { Page } from "../components/Page.tsx";
import { WorkflowFields } from "../components/WorkflowFields.tsx";
import { t } from "../i18n/language.ts";
import { announce } from "../models/announcer.ts";
import { form, save } from "../models/new-workflow.ts";

/** The form for a new workflow. */
export default function NewWorkflow() {
  const { route } = useLocation();
  const words = t.value.workflowForm;
  async function saveAndLeave() {
    const workflow = await save();
    if (!workflow) return;
    route(`/workflows/${workflow.uuid}`);
    announce(words.saved);
  }
  return (
    <Page title={words.title}>
      <WorkflowFields form={form} failed={words.failed} save={words.save} onSave={saveAndLeave}>
        <a class="button" href="/workflows" onClick={() => form.reset()}>
          {t.value.common.cancel}
        </a>
      </WorkflowFields>
    </Page>
  );
}
