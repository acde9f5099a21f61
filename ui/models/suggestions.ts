import { signal } from "@preact/signals";
import { type Facet, listFacetValues } from "../api-catalog.ts";

const PAUSE_MS = 200;
const SHOWN = "10";

/** What other products have in a field, by how it starts. Without an answer nothing is suggested. */
export function createSuggestions(facet: Facet) {
  const values = signal<string[]>([]);
  let running = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function read(prefix: string): Promise<void> {
    running.abort();
    const { signal } = (running = new AbortController());
    const query = { facet, limit: SHOWN, ...(prefix && { prefix }) };
    const page = await listFacetValues(query, signal).catch(() => null);
    if (page && !signal.aborted) values.value = page.items.map(({ value }) => value);
  }

  function stop(): void {
    clearTimeout(timer);
    running.abort();
  }

  return {
    values,
    ask(text: string): void {
      clearTimeout(timer);
      timer = setTimeout(() => void read(text.trim().slice(0, 100)), PAUSE_MS);
    },
    stop,
  };
}
