import { useLocation } from "preact-iso";
import { Page } from "../components/Page.tsx";
import { WorkflowFields } from "../components/WorkflowFields.tsx";
import { t } from "../i18n/language.ts";
import { announce } from "../models/announcer.ts";
import { form, save } from "../models/new-workflow.ts";

/** The form for a new workflow. */
export default function NewWorkflow() {
  const { route } = useLocation();
  const words = t.value.workflows;
  async function saveAndLeave() {
    const workflow = await save();
    if (!workflow) return;
    route(`/workflows/${workflow.uuid}`);
    announce(words.form.saved);
  }
  return (
    <Page title={words.form.title}>
      <WorkflowFields form={form} failed={words.form.failed} save={words.form.save} onSave={saveAndLeave}>
        <a class="button" href="/workflows" onClick={() => form.reset()}>
          {t.value.common.cancel}
        </a>
      </WorkflowFields>
    </Page>
  );
}
