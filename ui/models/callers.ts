import { signal } from "@preact/signals";
import { listKeys, listPeople } from "../api-accounts.ts";
import { may, me } from "./session.ts";

const LIMIT = { limit: "100" };

/** What the log's figures and filter call a caller who wasn't known. */
export const NO_CALLER = "none";

/** The names behind `person:1` and `key:3` in the log, as far as who is signed in may know them. */
export function createCallerNames() {
  const names = signal<ReadonlyMap<string, string>>(new Map());
  const running = new AbortController();

  async function load(): Promise<void> {
    const who = me.value;
    // Without names the log is still one, so a failure isn't shown.
    const [people, keys] = await Promise.all([
      may("people:manage") ? listPeople(LIMIT, running.signal).catch(() => null) : null,
      may("keys:manage") ? listKeys(LIMIT, running.signal).catch(() => null) : null,
    ]);
    names.value = new Map([
      ...(who ? [[`${who.kind}:${who.id}`, who.name] as const] : []),
      ...(people?.items ?? []).map(({ id, name }) => [`person:${id}`, name] as const),
      ...(keys?.items ?? []).map(({ id, name }) => [`key:${id}`, name] as const),
    ]);
  }
  return {
    /** Reads the names. Answers how to stop. */
    follow: () => {
      void load();
      return () => running.abort();
    },
    /** The caller's name, or what the log says; null for nobody. */
    nameOf: (caller: string | null): string | null => (caller && names.value.get(caller)) ?? caller,
  };
}

export type CallerNames = ReturnType<typeof createCallerNames>;
