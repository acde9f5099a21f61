import type { Alert, AlertRule, AlertRuleAuditEntry } from "../api-alerts.ts";
import { NO_CALLER } from "../models/callers.ts";
import { formatCount, formatDuration, formatNumber, formatPercent } from "./format.ts";
import { fill, t } from "./language.ts";

/** What is watched: of a rule, of an alert, or of what is typed. */
export type Condition = Pick<
  AlertRule,
  "kind" | "threshold" | "windowMinutes" | "service" | "route" | "method" | "caller"
>;

type NameOf = (caller: string | null) => string | null;

/** What is watched, in a sentence: 5% or more of requests to clients fail, over 5 minutes. */
export function describeCondition(condition: Condition, nameOf: NameOf): string {
  const { kind, threshold, windowMinutes, service, route, method, caller } = condition;
  const { sentences, narrowed, nobody, many, none } = t.value.alerts;
  const requests = kind === "silence" ? none : many;
  const by = caller === NO_CALLER ? nobody : nameOf(caller);
  const what = [
    method ? fill(requests.method, { method }) : requests.all,
    service && fill(narrowed.service, { service }),
    route && fill(narrowed.route, { route }),
    by && fill(narrowed.caller, { caller: by }),
  ];
  return fill(sentences[kind], {
    limit: formatFigure(kind, threshold),
    what: what.filter(Boolean).join(" "),
    window: formatMinutes(windowMinutes),
  });
}

/** A figure as its kind has it: 8.5%, 840 ms, or a number of requests; a dash where there is none. */
export function formatFigure(kind: AlertRule["kind"], value: number | null): string {
  if (value === null) return "–";
  if (kind === "silence") return formatCount(value, t.value.alerts.requests);
  return kind === "p95" ? formatDuration(value) : formatPercent(value);
}

/** 90 minutes, or whole hours. */
export function formatMinutes(minutes: number): string {
  const words = t.value.alerts;
  return minutes % 60 === 0 ? formatCount(minutes / 60, words.hours) : formatCount(minutes, words.minutes);
}

/** How bad it became, beside the limit of it. */
export function describeTrouble({ kind, worst, threshold, windowMinutes }: Alert): string {
  return fill(t.value.alerts.trouble[kind], {
    worst: formatFigure(kind, worst),
    limit: formatFigure(kind, threshold),
    window: formatMinutes(windowMinutes),
  });
}

type Patience = Pick<AlertRule, "forMinutes" | "recoverMinutes" | "minRequests">;

/** When a rule fires, and when that is over. */
export function describeTiming({ forMinutes, recoverMinutes, minRequests }: Patience): string {
  const { timing, enough } = t.value.alerts;
  const when = fill(forMinutes === 1 ? timing.one : timing.other, {
    for: formatMinutes(forMinutes),
    recover: formatMinutes(recoverMinutes),
  });
  return `${when} ${minRequests === null ? "" : formatCount(minRequests, enough)}`.trim();
}

/** The figure that a rule was last about, and of how many requests; a dash before the first time. */
export function describeLast({ kind, value, requests }: AlertRule): string {
  if (requests === null) return "–";
  const count = formatCount(requests, t.value.alerts.requests);
  if (value === null) return count;
  return fill(t.value.alerts.figures[kind], { value: formatFigure(kind, value), requests: count });
}

type Change = NonNullable<AlertRuleAuditEntry["changes"]>[number];

/** What was changed of such a rule, from what to what. */
export function describeRuleChange({ field, from, to }: Change, kind: AlertRule["kind"]): string {
  const words = t.value.alerts;
  const names: Record<string, string> = words.fields;
  const describe = (value: Change["from"]) => {
    if (typeof value === "boolean") return value ? words.yes : words.no;
    if (typeof value !== "number") return value ?? "–";
    return field === "threshold" ? formatFigure(kind, value) : formatNumber(value);
  };
  return fill(t.value.history.change, {
    field: names[field] ?? field,
    from: describe(from),
    to: describe(to),
  });
}
