import { signal } from "@preact/signals";
import { listProducts } from "../api-catalog.ts";
import { type Event, listEvents } from "../api-webhooks.ts";
import { poll } from "./polling.ts";
import { createResource } from "./resource.ts";
import { may } from "./session.ts";

const SHOWN = "8";
const EVERY_MS = 5000;

/** The latest of what happened, read again every few seconds, and what the products in it are called. */
export function createFeed() {
  const titles = signal<ReadonlyMap<number, string>>(new Map());

  async function loadTitles(events: Event[], signal: AbortSignal): Promise<void> {
    const ids = events.flatMap(({ data }) => ("productId" in data ? [data.productId] : []));
    const unknown = [...new Set(ids)].filter((id) => !titles.value.has(id));
    if (unknown.length === 0 || !may("catalog:read")) return;
    // Without an answer, they stay numbers.
    const found = await listProducts({ ids: unknown.join() }, signal).catch(() => null);
    const added = found?.items.map(({ id, title }) => [id, title] as const) ?? [];
    titles.value = new Map([...titles.value, ...added]);
  }
  const { load, stop, ...read } = createResource(async (_: void, signal) => {
    const { items } = await listEvents({ limit: SHOWN }, signal);
    await loadTitles(items, signal);
    return items;
  });
  return {
    ...read,
    titles,
    retry: () => load(),
    /** Reads now, and again and again. Answers how to stop. */
    follow(): () => void {
      void load();
      const end = poll(() => load(), EVERY_MS);
      return () => {
        end();
        stop();
      };
    },
  };
}
