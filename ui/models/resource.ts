import { batch, type ReadonlySignal, signal } from "@preact/signals";
import { ApiError } from "../http.ts";

/** One thing read from the API. What was there stays while it is read anew, and when that fails. */
export interface Resource<Query, T> {
  data: ReadonlySignal<T | null>;
  /** When `data` was read. */
  readAt: ReadonlySignal<Date | null>;
  failure: ReadonlySignal<ApiError | null>;
  busy: ReadonlySignal<boolean>;
  /** Reads; a call for another query makes the answer of the one before stale. */
  load: (query: Query) => Promise<void>;
  /** Takes over what a write answered; it is newer than what is being read. */
  accept: (answer: T) => void;
  stop: () => void;
}

export function createResource<Query, T>(
  read: (query: Query, signal: AbortSignal) => Promise<T>,
): Resource<Query, T> {
  const data = signal<T | null>(null);
  const readAt = signal<Date | null>(null);
  const failure = signal<ApiError | null>(null);
  const busy = signal(false);
  let running: AbortController | undefined;

  function accept(answer: T): void {
    running?.abort();
    batch(() => {
      data.value = answer;
      readAt.value = new Date();
      failure.value = null;
      busy.value = false;
    });
  }

  async function load(query: Query): Promise<void> {
    running?.abort();
    const mine = (running = new AbortController());
    busy.value = true;
    try {
      const answer = await read(query, mine.signal);
      if (mine.signal.aborted) return;
      accept(answer);
    } catch (error) {
      if (mine.signal.aborted) return;
      batch(() => {
        failure.value = asApiError(error);
        busy.value = false;
      });
    }
  }

  return { data, readAt, failure, busy, load, accept, stop: () => running?.abort() };
}

/** An error of ours is shown like one of the API's, and told to the developer. */
export function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  console.error(error);
  return new ApiError("unreadable", String(error));
}
