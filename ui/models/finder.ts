import { batch, type ReadonlySignal, signal } from "@preact/signals";
import type { ApiError } from "../http.ts";
import { asApiError } from "./resource.ts";

const PAUSE_MS = 150;

/** Things found as people type, one of them to be chosen. */
export interface Finder<T> {
  text: ReadonlySignal<string>;
  /** Null while none are shown. */
  found: ReadonlySignal<T[] | null>;
  /** Which of them the arrow keys are at; -1 for none. */
  active: ReadonlySignal<number>;
  failure: ReadonlySignal<ApiError | null>;
  /** Looks for what was typed, after a pause. */
  type: (text: string) => void;
  move: (step: 1 | -1) => void;
  /** Shows these with the first one chosen, whatever is being looked for. */
  show: (items: T[]) => void;
  close: () => void;
  /** Forgets what was typed, for another text or none; nothing is looked for. */
  reset: (text?: string) => void;
}

export function createFinder<T>(read: (search: string, signal: AbortSignal) => Promise<T[]>): Finder<T> {
  const text = signal("");
  const found = signal<T[] | null>(null);
  const active = signal(-1);
  const failure = signal<ApiError | null>(null);
  let running = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function show(items: T[] | null, at: number): void {
    clearTimeout(timer);
    running.abort();
    batch(() => {
      found.value = items;
      active.value = at;
      failure.value = null;
    });
  }

  async function look(): Promise<void> {
    running.abort();
    const mine = (running = new AbortController());
    try {
      const items = await read(text.value.trim(), mine.signal);
      if (!mine.signal.aborted) show(items, -1);
    } catch (error) {
      if (!mine.signal.aborted) failure.value = asApiError(error);
    }
  }

  return {
    text,
    found,
    active,
    failure,
    type(typed) {
      text.value = typed;
      clearTimeout(timer);
      if (typed.trim() === "") return show(null, -1);
      timer = setTimeout(() => void look(), PAUSE_MS);
    },
    move(step) {
      const count = found.value?.length ?? 0;
      if (count === 0) return;
      const from = active.value === -1 && step === -1 ? count : active.value;
      active.value = (from + step + count) % count;
    },
    show: (items) => show(items, 0),
    close: () => show(null, -1),
    reset(typed = "") {
      text.value = typed;
      show(null, -1);
    },
  };
}
