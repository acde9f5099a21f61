import { batch, signal } from "@preact/signals";
import type { Client, InputError } from "../api.ts";
import { formatDocument, formatPhone } from "../i18n/brazil.ts";
import { createSending } from "./sending.ts";

export const FIELDS = ["name", "email", "phone", "document"] as const;

export type Field = (typeof FIELDS)[number];

export type Texts = Record<Field, string>;

const EMPTY: Texts = { name: "", email: "", phone: "", document: "" };

export type ClientForm = ReturnType<typeof createClientForm>;

/** What is typed of a client, and what became of sending it. */
export function createClientForm() {
  const draft = signal(EMPTY);
  const sending = createSending();
  return {
    ...sending,
    draft,
    type(field: Field, text: string): void {
      draft.value = { ...draft.value, [field]: text };
    },
    errorOf(field: Field): InputError | undefined {
      return sending.failure.value?.errors.find((error) => error.pointer === `/${field}`);
    },
    /** Forgets what was typed, for these texts or none. */
    reset(texts = EMPTY): void {
      batch(() => {
        draft.value = texts;
        sending.failure.value = null;
      });
    },
  };
}

/** A stored client as a person would have typed it. */
export function textsOf({ name, email, phone, document }: Client): Texts {
  return {
    name,
    email: email ?? "",
    phone: formatPhone(phone ?? ""),
    document: formatDocument(document ?? ""),
  };
}
