import type { AlertRule } from "../../api-alerts.ts";
import { Badge, type Tone } from "../../components/Badge.tsx";
import { type Column, DataTable } from "../../components/DataTable.tsx";
import { formatAgo } from "../../i18n/ages.ts";
import { describeCondition, describeLast } from "../../i18n/alert-words.ts";
import { formatTime } from "../../i18n/format.ts";
import { t } from "../../i18n/language.ts";
import type { CallerNames } from "../../models/callers.ts";

/** The rules, each with what it watches and how it stands. */
export function RuleTable({ items, callers }: { items: AlertRule[]; callers: CallerNames }) {
  const words = t.value.alerts;
  const columns: Column<AlertRule>[] = [
    {
      key: "rule",
      title: words.rule,
      cell: (rule) => (
        <>
          <a href={`/alerts/rules/${rule.id}`}>{rule.name}</a>
          <p class="soft">{describeCondition(rule, callers.nameOf)}</p>
        </>
      ),
    },
    { key: "state", title: words.state, cell: (rule) => <RuleState rule={rule} /> },
    { key: "figure", title: words.figure, cell: describeLast },
    { key: "evaluated", title: words.evaluated, cell: (rule) => <LookedAt rule={rule} /> },
  ];
  return (
    <DataTable
      class="alert-rule-table"
      caption={words.caption}
      columns={columns}
      rows={items}
      rowKey={({ id }) => id}
    />
  );
}

const TONES: Record<NonNullable<AlertRule["state"]>, Tone> = {
  ok: "ok",
  pending: "warn",
  firing: "error",
  recovering: "warn",
};

/** How a rule stands. */
export function RuleState({ rule: { active, state } }: { rule: AlertRule }) {
  const { states } = t.value.alerts;
  if (!active) return <Badge tone="plain">{states.off}</Badge>;
  if (!state) return <Badge tone="plain">{states.never}</Badge>;
  return <Badge tone={TONES[state]}>{states[state]}</Badge>;
}

/** When a rule was looked at last. */
export function LookedAt({ rule: { evaluatedAt } }: { rule: AlertRule }) {
  if (!evaluatedAt) return <>–</>;
  return (
    <time dateTime={evaluatedAt} title={formatTime(evaluatedAt, "dateTime")}>
      {formatAgo(evaluatedAt)}
    </time>
  );
}
