import { batch, signal } from "@preact/signals";
import { type ApiError, type Client, createClient, type InputError } from "../api.ts";
import { asApiError } from "./resource.ts";

export const FIELDS = ["name", "email", "phone", "document"] as const;

export type Field = (typeof FIELDS)[number];

const EMPTY: Record<Field, string> = { name: "", email: "", phone: "", document: "" };

/** What is typed; it outlives the page, so that leaving by mistake loses nothing. */
export const draft = signal(EMPTY);

export const saving = signal(false);

/** Why the last try failed; null once it is tried again. */
export const failure = signal<ApiError | null>(null);

/** The client saved last, to be pointed out in the grid. */
export const savedClient = signal<Client | null>(null);

export function type(field: Field, text: string): void {
  draft.value = { ...draft.value, [field]: text };
}

export function errorOf(field: Field): InputError | undefined {
  return failure.value?.errors.find((error) => error.pointer === `/${field}`);
}

export function discard(): void {
  batch(() => {
    draft.value = EMPTY;
    failure.value = null;
  });
}

/** A try after a failure sends the same key, so that an answer lost on the way makes no second client. */
let attempt = { sent: "", key: "" };

function keyOf(sent: string): string {
  if (attempt.sent !== sent) attempt = { sent, key: crypto.randomUUID() };
  return attempt.key;
}

/** Sends the draft, once at a time. Answers the stored client, or null after a failure. */
export async function save(): Promise<Client | null> {
  if (saving.value) return null;
  batch(() => {
    saving.value = true;
    failure.value = null;
  });
  try {
    const { name, ...rest } = draft.value;
    const given = Object.fromEntries(Object.entries(rest).filter(([, text]) => text.trim() !== ""));
    const client = await createClient({ name, ...given }, keyOf(JSON.stringify({ name, ...given })));
    discard();
    attempt = { sent: "", key: "" };
    savedClient.value = client;
    return client;
  } catch (error) {
    failure.value = asApiError(error);
    return null;
  } finally {
    saving.value = false;
  }
}
