import type { StepProgress, StepReport } from "../../api-workflows.ts";
import { t } from "../../i18n/language.ts";

/** What can be said of a step next. */
export function StepButtons(props: {
  step: StepProgress;
  busy: boolean;
  onReport: (status: Exclude<StepReport["status"], "failed">) => void;
  onFail: () => void;
}) {
  const { step, busy, onReport } = props;
  const { status, name } = step;
  const words = t.value.workflow.step;
  const button = (text: string, act: () => void) => (
    <button
      type="button"
      class="button button-small"
      aria-disabled={busy}
      aria-label={`${text} (${name})`}
      onClick={act}
    >
      {text}
    </button>
  );
  return (
    <div class="step-buttons">
      {status === "waiting" && button(words.start, () => onReport("started"))}
      {(status === "done" || status === "failed") && button(words.again, () => onReport("started"))}
      {status !== "done" && button(words.done, () => onReport("done"))}
      {(status === "waiting" || status === "started") && button(words.fail, props.onFail)}
    </div>
  );
}
