import { hc, type InferRequestType, type InferResponseType } from "hono/client";
import type { LogsApi } from "../workers/logs/main.ts";
import type { Page } from "./api.ts";
import { answer, send } from "./http.ts";

const { alerts } = hc<LogsApi>("/", { fetch: send }).api;
const { rules } = alerts;
const rule = rules[":id"];

export type Alert = InferResponseType<typeof alerts.$get>["items"][number];
export type AlertRule = InferResponseType<typeof rules.$get>["items"][number];
export type AlertsQuery = InferRequestType<typeof alerts.$get>["query"];
export type NewAlertRule = InferRequestType<typeof rules.$post>["json"];
export type AlertRuleChanges = InferRequestType<typeof rule.$patch>["json"];
export type AlertRuleAuditEntry = InferResponseType<typeof rule.audit.$get>["items"][number];

interface Paged {
  limit: string;
  cursor?: string;
}

export function listAlerts(query: AlertsQuery, signal: AbortSignal): Promise<Page<Alert>> {
  return answer(alerts.$get({ query }, { init: { signal } }));
}

/** Where all that fired is, as CSV; of a rule, if one is given. */
export function alertsCsvUrl(ruleId?: string): string {
  return ruleId ? `/api/alerts.csv?ruleId=${ruleId}` : "/api/alerts.csv";
}

export function listAlertRules(query: Paged, signal: AbortSignal): Promise<Page<AlertRule>> {
  return answer(rules.$get({ query }, { init: { signal } }));
}

export function getAlertRule(id: string, signal: AbortSignal): Promise<AlertRule> {
  return answer(rule.$get({ param: { id } }, { init: { signal } }));
}

/** `key` makes it safe to send again. */
export function createAlertRule(json: NewAlertRule, key: string): Promise<AlertRule> {
  return answer(rules.$post({ json }, { headers: { "idempotency-key": key } }));
}

/** Changes a rule that is still at its `version`; otherwise `precondition-failed` brings the `current` one. */
export function editAlertRule({ id, version }: AlertRule, json: AlertRuleChanges): Promise<AlertRule> {
  return answer(rule.$patch({ param: { id: String(id) }, header: { "if-match": `"${version}"` }, json }));
}

export async function deleteAlertRule(id: string): Promise<void> {
  await rule.$delete({ param: { id } });
}

export function listAlertRuleAudit(
  id: string,
  query: Paged,
  signal: AbortSignal,
): Promise<Page<AlertRuleAuditEntry>> {
  return answer(rule.audit.$get({ param: { id }, query }, { init: { signal } }));
}
