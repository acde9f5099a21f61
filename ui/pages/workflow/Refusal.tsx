import { FailureNotice } from "../../components/Notice.tsx";
import type { ApiError } from "../../http.ts";
import { t } from "../../i18n/language.ts";
import { describeRefusal } from "../../i18n/workflow-history.ts";

/** Why something wasn't done with a workflow: it is somewhere else by now, or somebody else was first. */
export function Refusal({ failure }: { failure: ApiError }) {
  const reason = describeRefusal(failure);
  const words = t.value.workflow;
  if (reason === undefined) return <FailureNotice failure={failure} title={words.notChanged} />;
  return (
    <p class="refusal" role="alert">
      <b>{words.notChanged}.</b> {reason}
    </p>
  );
}
