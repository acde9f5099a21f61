import { computed, signal } from "@preact/signals";
import {
  deleteWebhook,
  type Delivery,
  editWebhook,
  getWebhook,
  listDeliveries,
  listWebhookAudit,
  redeliver,
  rotateWebhookSecret,
  testWebhook,
  type Webhook,
  type WebhookAuditEntry,
  type WebhookChanges,
} from "../api-webhooks.ts";
import { ApiError } from "../http.ts";
import { createIdempotencyKey } from "./idempotency-key.ts";
import { createPagedList } from "./paged-list.ts";
import { poll } from "./polling.ts";
import { createResource } from "./resource.ts";
import { createSending } from "./sending.ts";
import { createWebhookForm } from "./webhook-form.ts";
import type { ShownSecret } from "./webhooks.ts";

const PAGE_SIZE = "25";
const EVERY_MS = 5000;

export const DELIVERY_FILTERS = ["all", "waiting", "delivered", "dead"] as const;

export type DeliveryFilter = (typeof DELIVERY_FILTERS)[number];

/** One webhook: what can be changed of it, what was sent to it, and who changed it. */
export function createWebhookDetail(id: string) {
  const read = createResource<void, Webhook>((_, signal) => getWebhook(id, signal));
  const form = createWebhookForm();
  const direct = createSending();
  const idempotency = createIdempotencyKey();
  const rotated = signal<ShownSecret | null>(null);
  const deliveries = createPagedList<DeliveryFilter, Delivery>((status, cursor, signal) => {
    const filter = status === "all" ? {} : { status };
    return listDeliveries(id, { ...filter, limit: PAGE_SIZE, ...(cursor && { cursor }) }, signal);
  });
  const audit = createPagedList<null, WebhookAuditEntry>((_, cursor, signal) =>
    listWebhookAudit(id, { limit: PAGE_SIZE, ...(cursor && { cursor }) }, signal),
  );

  /** Somebody else's edit that came first is shown then, and what was typed can be sent again. */
  async function store(changes: WebhookChanges): Promise<Webhook | null> {
    const webhook = read.data.value;
    if (!webhook) return null;
    try {
      const stored = await editWebhook(webhook, changes);
      read.accept(stored);
      void audit.refresh();
      return stored;
    } catch (error) {
      if (error instanceof ApiError && error.code === "precondition-failed")
        read.accept(error.current as Webhook);
      throw error;
    }
  }
  return {
    read,
    form,
    direct,
    rotated,
    deliveries,
    audit,
    overtaken: computed(() =>
      [form, direct].some((sent) => sent.failure.value?.code === "precondition-failed"),
    ),
    async load(): Promise<void> {
      void audit.start(null);
      await read.load();
      form.fill(read.data.value);
    },
    /** Reads the deliveries, and again and again while no more pages are open. Answers how to stop. */
    follow(filter: DeliveryFilter): () => void {
      void deliveries.start(filter);
      const end = poll(deliveries.refresh, EVERY_MS, () => deliveries.pages.value <= 1);
      return () => {
        end();
        deliveries.stop();
      };
    },
    async save(): Promise<Webhook | null> {
      const changes = form.read();
      return changes && form.send(() => store(changes));
    },
    setActive: (active: boolean) => direct.send(() => store({ active })),
    rotate: () =>
      direct.send(async () => {
        const { secret, ...webhook } = await rotateWebhookSecret(Number(id), idempotency.keyOf({ id }));
        idempotency.renew();
        read.accept(webhook);
        rotated.value = { id: webhook.id, url: webhook.url, secret };
        void audit.refresh();
      }),
    remove: () =>
      direct.send(async (): Promise<true> => {
        await deleteWebhook(Number(id));
        return true;
      }),
    test: () =>
      direct.send(async (): Promise<true> => {
        await testWebhook(Number(id));
        await deliveries.refresh();
        return true;
      }),
    sendAgain: (delivery: Delivery) =>
      direct.send(async (): Promise<true> => {
        await redeliver(delivery);
        await deliveries.refresh();
        return true;
      }),
  };
}

export type WebhookDetailModel = ReturnType<typeof createWebhookDetail>;
