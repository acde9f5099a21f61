import { signal } from "@preact/signals";
import { createWebhook, listWebhooks, type Webhook } from "../api-webhooks.ts";
import { createIdempotencyKey } from "./idempotency-key.ts";
import { createPagedList } from "./paged-list.ts";
import { createWebhookForm } from "./webhook-form.ts";

const PAGE_SIZE = "50";

/** A secret that is shown this once, and of what. */
export interface ShownSecret {
  id: number;
  url: string;
  secret: string;
}

/** Who is told of events: those there are, and one to be made. */
export function createWebhookList() {
  const list = createPagedList<null, Webhook>((_, cursor, signal) =>
    listWebhooks({ limit: PAGE_SIZE, ...(cursor && { cursor }) }, signal),
  );
  const form = createWebhookForm();
  const idempotency = createIdempotencyKey();
  const isOpen = signal(false);
  const made = signal<ShownSecret | null>(null);

  function open(shown: boolean): void {
    isOpen.value = shown;
    form.fill(null);
  }
  return {
    list,
    form,
    isOpen,
    made,
    open,
    async save(): Promise<void> {
      const webhook = form.read();
      if (!webhook) return;
      await form.send(async () => {
        made.value = await createWebhook(webhook, idempotency.keyOf(webhook));
        idempotency.renew();
        open(false);
        await list.restart();
      });
    },
  };
}
