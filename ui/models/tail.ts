import type { LogEntry } from "../api.ts";

/** When the list is read again after listening began: what was on its way by then comes into the log some seconds later. */
const AFTER_OPENING_MS = [0, 4000, 12_000];

/** And from then on: for what came too late to be sent, for periods that move on, and for a session that ended. */
const EVERY_MS = 30_000;

/** While the connection is broken. */
const BROKEN_MS = 5000;

/**
 * Listens to what comes into the log while the page can be seen, and has the list read again where something may have been
 * missed. Answers how to stop.
 */
export function listen(
  url: string,
  { hear, reread }: { hear: (entries: LogEntry[]) => void; reread: () => Promise<void> },
): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isBroken = false;
  let isOver = false;

  function open(): void {
    close();
    if (isOver || document.visibilityState !== "visible") return;
    const mine = (source = new EventSource(url));
    mine.addEventListener("open", () => {
      isBroken = false;
      rereadAfter(AFTER_OPENING_MS, EVERY_MS);
    });
    mine.addEventListener("entries", ({ data }) => hear(JSON.parse(data) as LogEntry[]));
    mine.addEventListener("gap", () => void reread());
    mine.addEventListener("problem", openLater);
    mine.addEventListener("error", () => {
      if (mine.readyState === EventSource.CLOSED) openLater();
      else if (!isBroken) {
        // The browser comes again by itself, and goes on after the last event.
        isBroken = true;
        rereadAfter([], BROKEN_MS);
      }
    });
  }

  /** After each of the waits, and then again and again. */
  function rereadAfter([wait, ...waits]: readonly number[], everyMs: number): void {
    const mine = source;
    later(wait ?? everyMs, async () => {
      await reread();
      if (source === mine) rereadAfter(waits, everyMs);
    });
  }

  /** Who isn't signed in any more is asked by the reading. */
  function openLater(): void {
    close();
    later(BROKEN_MS, async () => {
      await reread();
      if (source === null) open();
    });
  }

  function later(ms: number, action: () => Promise<void>): void {
    clearTimeout(timer);
    timer = setTimeout(() => void action(), ms);
  }

  function close(): void {
    clearTimeout(timer);
    source?.close();
    source = null;
  }

  const onSight = () => (document.visibilityState === "visible" ? open() : close());
  document.addEventListener("visibilitychange", onSight);
  open();
  return () => {
    isOver = true;
    close();
    document.removeEventListener("visibilitychange", onSight);
  };
}

/**
 * The rows of a list with those heard that belong among them, newest first and each once. What is older than the last row belongs
 * to a page that wasn't read yet, if there is one.
 */
export function mergeHeard(
  rows: LogEntry[],
  heard: readonly LogEntry[],
  { hasMore }: { hasMore: boolean },
): LogEntry[] {
  const known = new Set(rows.map(({ id }) => id));
  const last = rows.at(-1);
  const belongs = (entry: LogEntry) => !hasMore || !last || newestFirst(entry, last) < 0;
  const added = heard.filter((entry) => !known.has(entry.id) && belongs(entry));
  return added.length === 0 ? rows : [...rows, ...added].toSorted(newestFirst);
}

function newestFirst(one: LogEntry, other: LogEntry): number {
  if (one.time !== other.time) return one.time > other.time ? -1 : 1;
  return one.id === other.id ? 0 : one.id > other.id ? -1 : 1;
}
