import { hc, type InferRequestType, type InferResponseType } from "hono/client";
import type { SalesApi } from "../workers/sales/main.ts";
import type { Page } from "./api.ts";
import { answer, send } from "./http.ts";

const { webhooks, events } = hc<SalesApi>("/", { fetch: send }).api;
const webhook = webhooks[":id"];

export type Webhook = InferResponseType<typeof webhook.$get>;
export type WebhookWithSecret = InferResponseType<typeof webhooks.$post>;
export type WebhookChanges = InferRequestType<typeof webhook.$patch>["json"];
export type NewWebhook = InferRequestType<typeof webhooks.$post>["json"];
export type WebhookAuditEntry = InferResponseType<typeof webhook.audit.$get>["items"][number];
export type Delivery = InferResponseType<typeof webhook.test.$post>;
export type DeliveriesQuery = InferRequestType<typeof webhook.deliveries.$get>["query"];
export type Event = InferResponseType<typeof events.$get>["items"][number];

interface Paged {
  limit: string;
  cursor?: string;
}

export function listEvents(query: Paged, signal: AbortSignal): Promise<Page<Event>> {
  return answer(events.$get({ query }, { init: { signal } }));
}

export function listWebhooks(query: Paged, signal: AbortSignal): Promise<Page<Webhook>> {
  return answer(webhooks.$get({ query }, { init: { signal } }));
}

export function getWebhook(id: string, signal: AbortSignal): Promise<Webhook> {
  return answer(webhook.$get({ param: { id } }, { init: { signal } }));
}

/** The answer shows the secret, this once; `key` makes it safe to send again. */
export function createWebhook(json: NewWebhook, key: string): Promise<WebhookWithSecret> {
  return answer(webhooks.$post({ json }, { headers: { "idempotency-key": key } }));
}

/** Changes a webhook that is still at its `version`; otherwise `precondition-failed` brings the `current` one. */
export function editWebhook({ id, version }: Webhook, json: WebhookChanges): Promise<Webhook> {
  return answer(webhook.$patch({ param: { id: String(id) }, header: { "if-match": `"${version}"` }, json }));
}

export async function deleteWebhook(id: number): Promise<void> {
  await webhook.$delete({ param: { id: String(id) } });
}

/** The answer shows the new secret, this once. */
export function rotateWebhookSecret(id: number, key: string): Promise<WebhookWithSecret> {
  return answer(webhook.secret.$post({ param: { id: String(id) } }, { headers: { "idempotency-key": key } }));
}

export function testWebhook(id: number): Promise<Delivery> {
  return answer(webhook.test.$post({ param: { id: String(id) } }));
}

export function listDeliveries(
  id: string,
  query: DeliveriesQuery,
  signal: AbortSignal,
): Promise<Page<Delivery>> {
  return answer(webhook.deliveries.$get({ param: { id }, query }, { init: { signal } }));
}

export function redeliver({ webhookId, id }: Delivery): Promise<Delivery> {
  const param = { id: String(webhookId), deliveryId: String(id) };
  return answer(webhook.deliveries[":deliveryId"].redeliver.$post({ param }));
}

export function listWebhookAudit(
  id: string,
  query: Paged,
  signal: AbortSignal,
): Promise<Page<WebhookAuditEntry>> {
  return answer(webhook.audit.$get({ param: { id }, query }, { init: { signal } }));
}
