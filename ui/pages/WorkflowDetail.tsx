import { useEffect, useState } from "preact/hooks";
import { useRoute } from "preact-iso";
import { Badge } from "../components/Badge.tsx";
import { useFocus, useLater, useModel } from "../components/hooks.ts";
import { EmptyNotice, FailureNotice, Skeleton } from "../components/Notice.tsx";
import { Page } from "../components/Page.tsx";
import { fill, t } from "../i18n/language.ts";
import { shortName } from "../i18n/workflow-words.ts";
import { announce } from "../models/announcer.ts";
import { createWorkflowDetail } from "../models/workflow.ts";
import { Data } from "./workflow/Data.tsx";
import { Facts } from "./workflow/Facts.tsx";
import { Refusal } from "./workflow/Refusal.tsx";
import { Steps } from "./workflow/Steps.tsx";
import { WorkflowButtons } from "./workflow/WorkflowButtons.tsx";
import { WorkflowHistory } from "./workflow/WorkflowHistory.tsx";

/** One workflow, live: what is to be done, how far it is, and what can be done with it. */
export default function WorkflowDetail() {
  const uuid = (useRoute().params.uuid ?? "").toLowerCase();
  return <OneWorkflow key={uuid} uuid={uuid} />;
}

function OneWorkflow({ uuid }: { uuid: string }) {
  const detail = useModel(() => createWorkflowDetail(uuid));
  const edit = useLater(() => import("../models/edit-workflow.ts"))?.editOf(uuid);
  const editing = useLater(() => import("./workflow/EditWorkflow.tsx"), "workflowForm");
  const [outcome, setOutcome] = useState("");
  const focus = useFocus();
  useEffect(() => detail.follow(), []);

  const words = t.value.workflow;
  const workflow = detail.read.data.value;
  const failure = detail.read.failure.value;
  const missing = detail.isMissing();
  const refused = detail.failure.value;
  const isEditing = edit !== undefined && edit.opened.value !== null;
  function tell(text: string) {
    setOutcome(text);
    announce(text);
  }
  return (
    <Page
      title={fill(t.value.workflows.detail, { id: shortName(uuid) })}
      actions={
        <>
          {workflow && (
            <WorkflowButtons
              workflow={workflow}
              detail={detail}
              onEdit={() => {
                setOutcome("");
                edit?.start(workflow);
                focus("#edit-title");
              }}
              isEditing={isEditing}
              onDone={(text) => {
                tell(text);
                // The button that was pressed may be gone.
                focus("h1");
              }}
            />
          )}
          <a class="button" href="/workflows">
            {words.back}
          </a>
        </>
      }
    >
      {missing && !workflow && <EmptyNotice title={words.missing} />}
      {failure && !missing && <FailureNotice failure={failure} retry={() => void detail.read.load()} />}
      {refused && <Refusal failure={refused} />}
      {!workflow && !failure && <Skeleton rows={10} />}
      {outcome && !refused && (
        <p class="outcome">
          <Badge tone="ok">{outcome}</Badge>
        </p>
      )}
      {workflow && isEditing && edit && editing && (
        <editing.EditWorkflow
          edit={edit}
          read={detail.read}
          onSaved={(text) => {
            tell(text);
            focus("h1");
          }}
          onLeave={() => focus("#edit-workflow")}
        />
      )}
      {workflow && (
        <>
          <div class="workflow">
            <Steps workflow={workflow} detail={detail} onDone={tell} />
            <Facts workflow={workflow} />
          </div>
          {!isEditing && <Data workflow={workflow} />}
          <WorkflowHistory workflow={workflow} />
        </>
      )}
    </Page>
  );
}
