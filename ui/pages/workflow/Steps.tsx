import { useState } from "preact/hooks";
import type { StepProgress, StepReport, Workflow } from "../../api-workflows.ts";
import { Badge, type Tone } from "../../components/Badge.tsx";
import { useLater } from "../../components/hooks.ts";
import { Progress } from "../../components/Progress.tsx";
import { formatTime, joinFacts } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";
import { describeProgress } from "../../i18n/workflow-words.ts";
import { may } from "../../models/session.ts";
import type { WorkflowDetailModel } from "../../models/workflow.ts";
import { progressOf } from "../../models/workflows.ts";
import { StepButtons } from "./StepButtons.tsx";

const TONES: Record<StepProgress["status"], Tone> = {
  waiting: "plain",
  started: "warn",
  done: "ok",
  failed: "error",
};

/** The steps of a workflow, how far each is, and the way to say so. */
export function Steps(props: {
  workflow: Workflow;
  detail: WorkflowDetailModel;
  onDone: (text: string) => void;
}) {
  const { detail } = props;
  const { progress } = props.workflow;
  const [failing, setFailing] = useState<string | null>(null);
  const failDialog = useLater(() => import("./FailDialog.tsx"));
  const words = t.value.workflow;
  const { done, total, current } = progressOf(progress);
  async function report(name: string, given: StepReport): Promise<void> {
    const status = words.step.statuses[given.status];
    if (!(await detail.report(name, given))) return;
    setFailing(null);
    props.onDone(fill(words.step.reported, { name, status }));
  }
  return (
    <section class="workflow-steps" aria-labelledby="steps-title">
      <h2 id="steps-title">{words.stepsTitle}</h2>
      <p class="how-far">
        <Progress done={done} total={total} failed={current?.status === "failed"} />
        {describeProgress(progress)}
      </p>
      <ol role="list">
        {progress.map((step, index) => (
          <li key={step.name}>
            <span class="soft step-number">{index + 1}</span>
            <div class="step-what">
              <b>{step.name}</b>
              <Badge tone={TONES[step.status]}>{words.step.statuses[step.status]}</Badge>
              {step.message && <p>{step.message}</p>}
              <p class="soft">{describeTimes(step)}</p>
            </div>
            {may("workflows:write") && (
              <StepButtons
                step={step}
                busy={detail.saving.value}
                onReport={(status) => void report(step.name, { status })}
                onFail={() => {
                  detail.failure.value = null;
                  setFailing(step.name);
                }}
              />
            )}
          </li>
        ))}
      </ol>
      {failing !== null && failDialog && (
        <failDialog.FailDialog
          name={failing}
          sending={detail}
          onReport={(message) => void report(failing, { status: "failed", message })}
          onClose={() => setFailing(null)}
        />
      )}
    </section>
  );
}

function describeTimes({ status, startedAt, finishedAt }: StepProgress): string {
  const words = t.value.workflow.step;
  const ended = (status === "done" || status === "failed") && finishedAt;
  return joinFacts(
    startedAt && fill(words.startedAt, { time: formatTime(startedAt, "dayTime") }),
    ended && fill(words.finishedAt[status], { time: formatTime(ended, "dayTime") }),
  );
}
