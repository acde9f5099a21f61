import { batch, type ReadonlySignal, signal } from "@preact/signals";
import type { Page } from "../api.ts";
import type { ApiError } from "../http.ts";
import { asApiError } from "./resource.ts";

/** A page may be empty before the last one; so many are asked for at once before the reader has to. */
const MAX_EMPTY_PAGES = 5;

/** A list read page by page. The rows stay while others are read. */
export interface PagedList<Query, Item> {
  /** Null before the first answer. */
  items: ReadonlySignal<Item[] | null>;
  hasMore: ReadonlySignal<boolean>;
  /** How many pages are shown. */
  pages: ReadonlySignal<number>;
  busy: ReadonlySignal<"first" | "more" | null>;
  failure: ReadonlySignal<ApiError | null>;
  /** Reads the first page; answers to earlier calls are dropped. */
  start: (query: Query) => Promise<void>;
  more: () => Promise<void>;
  /** Reads the first page again, and shows that and nothing else. */
  restart: () => Promise<void>;
  /** Reads anew all pages that are shown. */
  reread: () => Promise<void>;
  /** As `reread`, without showing that it is busy. */
  refresh: () => Promise<void>;
  /** Shows other rows than were read: what else is known of them. */
  change: (to: (items: Item[]) => Item[]) => void;
  stop: () => void;
}

export function createPagedList<Query, Item>(
  readPage: (query: Query, cursor: string | undefined, signal: AbortSignal) => Promise<Page<Item>>,
): PagedList<Query, Item> {
  const items = signal<Item[] | null>(null);
  const nextCursor = signal<string | null>(null);
  const hasMore = signal(false);
  const pages = signal(0);
  const busy = signal<"first" | "more" | null>(null);
  const failure = signal<ApiError | null>(null);
  let current: Query | undefined;
  let running: AbortController | undefined;

  async function read(kind: "first" | "more", { quiet = false, upTo = 1 } = {}): Promise<void> {
    if (current === undefined) return;
    const query = current;
    running?.abort();
    const mine = (running = new AbortController());
    if (!quiet) busy.value = kind;
    try {
      let page = await readUntilRows(query, kind === "more" ? nextCursor.value : null, mine.signal);
      let count = kind === "more" ? pages.value + 1 : 1;
      for (; page.nextCursor && count < upTo; count++) {
        const next = await readUntilRows(query, page.nextCursor, mine.signal);
        page = { ...next, items: [...page.items, ...next.items] };
      }
      if (mine.signal.aborted) return;
      batch(() => {
        items.value = kind === "more" ? [...(items.value ?? []), ...page.items] : page.items;
        pages.value = count;
        nextCursor.value = page.nextCursor;
        hasMore.value = page.nextCursor !== null;
        failure.value = null;
        busy.value = null;
      });
    } catch (error) {
      if (mine.signal.aborted) return;
      batch(() => {
        failure.value = asApiError(error);
        busy.value = null;
      });
    }
  }

  async function readUntilRows(
    query: Query,
    cursor: string | null,
    signal: AbortSignal,
  ): Promise<Page<Item>> {
    let page = await readPage(query, cursor ?? undefined, signal);
    for (let tries = 1; page.items.length === 0 && page.nextCursor && tries < MAX_EMPTY_PAGES; tries++) {
      page = await readPage(query, page.nextCursor, signal);
    }
    return page;
  }

  return {
    items,
    hasMore,
    pages,
    busy,
    failure,
    start: (query) => {
      current = query;
      return read("first");
    },
    restart: () => read("first"),
    more: () => (busy.value === null ? read("more") : Promise.resolve()),
    reread: () => read("first", { upTo: pages.value }),
    refresh: () =>
      busy.value === null ? read("first", { quiet: true, upTo: pages.value }) : Promise.resolve(),
    change: (to) => {
      if (items.value) items.value = to(items.value);
    },
    stop: () => running?.abort(),
  };
}
