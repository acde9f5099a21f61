import { useEffect, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { Badge } from "../../components/Badge.tsx";
import { useModel } from "../../components/hooks.ts";
import { EmptyNotice, FailureNotice, Skeleton } from "../../components/Notice.tsx";
import { Page } from "../../components/Page.tsx";
import { t } from "../../i18n/language.ts";
import { createAlertRuleDetail } from "../../models/alert-rule.ts";
import { announce } from "../../models/announcer.ts";
import { createCallerNames } from "../../models/callers.ts";
import { may } from "../../models/session.ts";
import { Fired } from "./Fired.tsx";
import { RuleButtons } from "./RuleButtons.tsx";
import { RuleFacts } from "./RuleFacts.tsx";
import { RuleFields } from "./RuleFields.tsx";
import { RuleHistory } from "./RuleHistory.tsx";

/** One rule: what it watches and how it stands, what fired, and who changed it. */
export function RuleDetail({ id }: { id: string }) {
  const detail = useModel(() => createAlertRuleDetail(id));
  const callers = useModel(createCallerNames);
  const [outcome, setOutcome] = useState("");
  const { route } = useLocation();
  useEffect(() => {
    void detail.load();
    const ends = [detail.follow(), callers.follow()];
    return () => {
      for (const end of ends) end();
    };
  }, []);
  const words = t.value.alerts;
  const rule = detail.read.data.value;
  const failure = detail.read.failure.value;
  const missing = failure?.code === "not-found" || failure?.code === "invalid-parameter";
  const refused = detail.direct.failure.value;
  function tell(text: string) {
    setOutcome(text);
    announce(text);
  }
  async function save() {
    setOutcome("");
    if (await detail.save()) tell(words.saved);
  }
  return (
    <Page
      title={rule?.name ?? words.title}
      actions={
        <>
          {rule && !missing && may("alerts:manage") && (
            <RuleButtons
              rule={rule}
              detail={detail}
              onDone={tell}
              onRemoved={() => {
                route("/alerts");
                announce(words.removed);
              }}
            />
          )}
          <a class="button" href="/alerts">
            {words.back}
          </a>
        </>
      }
    >
      {missing && <EmptyNotice title={words.missing} />}
      {failure && !missing && <FailureNotice failure={failure} retry={() => void detail.load()} />}
      {!rule && !failure && <Skeleton rows={6} />}
      {refused && refused.code !== "precondition-failed" && (
        <FailureNotice failure={refused} title={words.changeFailed} />
      )}
      {outcome && (
        <p class="outcome">
          <Badge tone="ok">{outcome}</Badge>
        </p>
      )}
      {rule && !missing && (
        <>
          <RuleFacts rule={rule} callers={callers} />
          <Fired list={detail.fired} callers={callers} ruleId={id} />
          {detail.overtaken.value && (
            <p class="key-warning" role="alert">
              {words.overtaken}
            </p>
          )}
          {may("alerts:manage") && (
            <RuleFields
              form={detail.form}
              callers={callers}
              title={words.editTitle}
              save={words.saveChanges}
              onSubmit={() => void save()}
            />
          )}
          <RuleHistory audit={detail.audit} kind={rule.kind} />
        </>
      )}
    </Page>
  );
}
