import { batch, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { ApiError } from "../http.ts";
import { asApiError } from "./resource.ts";

/** A write, sent once at a time. */
export interface Sending {
  saving: ReadonlySignal<boolean>;
  /** Why the last try failed; null once it is tried again. */
  failure: Signal<ApiError | null>;
  /** Answers what `call` does, or null after a failure and while another call is under way. */
  send: <T>(call: () => Promise<T>) => Promise<T | null>;
}

export function createSending(): Sending {
  const saving = signal(false);
  const failure = signal<ApiError | null>(null);

  async function send<T>(call: () => Promise<T>): Promise<T | null> {
    if (saving.value) return null;
    batch(() => {
      saving.value = true;
      failure.value = null;
    });
    try {
      return await call();
    } catch (error) {
      failure.value = asApiError(error);
      return null;
    } finally {
      saving.value = false;
    }
  }

  return { saving, failure, send };
}
