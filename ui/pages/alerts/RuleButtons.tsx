import { useState } from "preact/hooks";
import type { AlertRule } from "../../api-alerts.ts";
import { Question } from "../../components/Question.tsx";
import { t } from "../../i18n/language.ts";
import type { AlertRuleDetail } from "../../models/alert-rule.ts";

/** What can be done with a rule: switch it off or on, and delete it, which is confirmed. */
export function RuleButtons(props: {
  rule: AlertRule;
  detail: AlertRuleDetail;
  onDone: (text: string) => void;
  onRemoved: () => void;
}) {
  const { rule, detail } = props;
  const [isAsking, setAsking] = useState(false);
  const words = t.value.alerts;
  const isBusy = detail.direct.saving.value;
  async function turn() {
    const active = !rule.active;
    if (await detail.setActive(active)) props.onDone(active ? words.switchedOn : words.switchedOff);
  }
  async function remove() {
    setAsking(false);
    if (await detail.remove()) props.onRemoved();
  }
  return (
    <>
      <button type="button" class="button" aria-disabled={isBusy} onClick={() => void turn()}>
        {rule.active ? words.switchOff : words.switchOn}
      </button>
      <button type="button" class="button" aria-disabled={isBusy} onClick={() => setAsking(true)}>
        {words.remove}
      </button>
      {isAsking && (
        <Question
          title={words.removeTitle}
          intro={words.removeHelp}
          yes={words.remove}
          onYes={() => void remove()}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
