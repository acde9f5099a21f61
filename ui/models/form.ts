import { batch, signal } from "@preact/signals";
import type { InputError } from "../http.ts";
import { createSending } from "./sending.ts";

/** What is typed into a form, and what became of sending it. */
export function createForm<Field extends string>(empty: Record<Field, string>) {
  const draft = signal(empty);
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
    reset(texts = empty): void {
      batch(() => {
        draft.value = texts;
        sending.failure.value = null;
      });
    },
  };
}
