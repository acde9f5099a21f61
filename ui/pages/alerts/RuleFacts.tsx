import type { AlertRule } from "../../api-alerts.ts";
import { describeCondition, describeLast, describeTiming } from "../../i18n/alert-words.ts";
import { formatTime } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";
import type { CallerNames } from "../../models/callers.ts";
import { LookedAt, RuleState } from "./RuleTable.tsx";

/** What a rule watches, and how it stands. */
export function RuleFacts({ rule, callers }: { rule: AlertRule; callers: CallerNames }) {
  const words = t.value.alerts;
  const { since, active, state } = rule;
  return (
    <dl class="facts">
      <dt>{words.watches}</dt>
      <dd>{describeCondition(rule, callers.nameOf)}</dd>
      <dt>{words.fires}</dt>
      <dd>{describeTiming(rule)}</dd>
      <dt>{words.state}</dt>
      <dd>
        <RuleState rule={rule} />
        {active && state && since && (
          <p class="soft">{fill(words.since, { time: formatTime(since, "dateTime") })}</p>
        )}
      </dd>
      <dt>{words.figure}</dt>
      <dd>{describeLast(rule)}</dd>
      <dt>{words.evaluated}</dt>
      <dd>
        <LookedAt rule={rule} />
      </dd>
    </dl>
  );
}
