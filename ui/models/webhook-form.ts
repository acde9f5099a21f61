import { batch, signal } from "@preact/signals";
import type { Event, NewWebhook, Webhook } from "../api-webhooks.ts";
import { createForm } from "./form.ts";

export type EventType = Event["type"];

export const EVENT_TYPES: readonly EventType[] = [
  "purchase.fulfilled",
  "purchase.unfulfilled",
  "purchase.cancelled",
  "purchase.returned",
  "stock.low",
  "alert.fired",
  "alert.resolved",
];

const EMPTY = { url: "", description: "" };

/** Where something is told of, and what of. */
export function createWebhookForm() {
  const form = createForm(EMPTY);
  const types = signal<readonly EventType[]>([]);
  /** Whether what is missing was told. */
  const isMissing = signal(false);
  return {
    ...form,
    types,
    isMissing,
    toggle(type: EventType): void {
      const has = types.value.includes(type);
      types.value = has ? types.value.filter((one) => one !== type) : [...types.value, type];
    },
    /** What was typed and chosen, or null while no type of event is chosen. */
    read(): Pick<NewWebhook, "url" | "types" | "description"> | null {
      isMissing.value = types.value.length === 0;
      if (isMissing.value) return null;
      const { url, description } = form.draft.value;
      return { url, types: [...types.value], description: description.trim() || null };
    },
    fill(webhook: Webhook | null): void {
      batch(() => {
        form.reset(webhook ? { url: webhook.url, description: webhook.description ?? "" } : EMPTY);
        types.value = webhook?.types ?? [];
        isMissing.value = false;
      });
    },
  };
}

export type WebhookForm = ReturnType<typeof createWebhookForm>;
