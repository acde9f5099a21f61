import { useEffect } from "preact/hooks";
import type { Workflow } from "../../api-workflows.ts";
import { History } from "../../components/History.tsx";
import { useModel } from "../../components/hooks.ts";
import { t } from "../../i18n/language.ts";
import { describeWorkflowEntry } from "../../i18n/workflow-history.ts";
import { createWorkflowHistory } from "../../models/workflow.ts";

/** What was done to a workflow: read anew whenever it changes. */
export function WorkflowHistory({ workflow: { uuid, version } }: { workflow: Workflow }) {
  const list = useModel(createWorkflowHistory);
  useEffect(() => void (list.items.value ? list.reread() : list.start(uuid)), [version]);
  useEffect(() => list.stop, []);
  return (
    <History
      class="client-history"
      list={list}
      actions={t.value.workflow.actions}
      describe={describeWorkflowEntry}
    />
  );
}
