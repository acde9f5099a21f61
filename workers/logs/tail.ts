import * as z from "zod";
import { decodeCursor, encodeCursor } from "../shared/lists.ts";
import { type LogEntry, type StoredEntry, toLogEntry } from "../shared/log-entry.ts";
import type { LogStore } from "./log-store.ts";
import type { SearchQuery } from "./search.ts";

/** What is asked for of new entries. */
export type TailFilters = Omit<SearchQuery, "limit" | "cursor" | "from" | "to">;

/** Entries may come out of their order, by so much: what is later still is in the list only. */
const LATENESS_MS = 90_000;

/** So many of what was sent are remembered, and named in a cursor. */
const MOST_REMEMBERED = 500;

/** How much that was missed while nobody listened is made good. */
const MOST_MISSED = 10_000;
const MISSED_PER_PAGE = 1000;

/** What comes next: entries, oldest first, and where to go on after them. */
export interface Heard {
  cursor: string;
  entries: LogEntry[];
  /** Set where more was missed than is made good: what lies before this time is in the list only. */
  gapUntil?: string;
}

const Position = z.tuple([z.int(), z.string()]);

/**
 * Hears the log: each call answers what came since the one before. Goes on after `cursor`, so that what was sent before isn't sent
 * again and what came meanwhile is made good; without one, from now on. Throws `invalid-parameter` for a foreign cursor.
 *
 * Everything up to `floor` was sent, or is given up; of what is younger it is remembered what was.
 */
export function createTail(store: LogStore, filters: TailFilters, cursor: string | undefined, now: number) {
  const [since, marks] = cursor === undefined ? [now - 1, ""] : decodeCursor(cursor, Position);
  let floor = since;
  let missed = cursor !== undefined;
  const sentBefore = new Set(marks.match(MARKS));
  const sent = new Map<string, number>();
  const hear = store.follow(filters);

  const isNew = ({ id, time }: StoredEntry) =>
    Date.parse(time) > floor && !sent.has(id) && !sentBefore.has(markOf(id));

  function heard(found: readonly StoredEntry[], now: number): Heard {
    const entries = found
      .filter(isNew)
      .toSorted((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : a.id < b.id ? -1 : 1));
    for (const { id, time } of entries) sent.set(id, Date.parse(time));
    rise(now - LATENESS_MS);
    const rest = [...sent].map(([id]) => markOf(id));
    return {
      cursor: encodeCursor([floor, [...new Set([...sentBefore, ...rest])].join("")]),
      entries: entries.map(toLogEntry),
    };
  }

  /** Forgets what is too old to come again, and the oldest of too much. */
  function rise(to: number): void {
    const times = [...sent.values()].toSorted((a, b) => b - a);
    floor = Math.max(floor, to, times[MOST_REMEMBERED] ?? 0);
    for (const [id, time] of sent) if (time <= floor) sent.delete(id);
    // Once nothing that they stand for can come again.
    if (floor >= since + LATENESS_MS) sentBefore.clear();
  }

  /** What came while nobody listened. */
  async function makeGood(now: number): Promise<Heard> {
    const found: StoredEntry[] = [];
    let next: string | undefined;
    do {
      const query = { ...filters, from: floor, limit: MISSED_PER_PAGE, cursor: next };
      const page = await store.search(query, now);
      found.push(...page.items);
      next = page.nextCursor ?? undefined;
    } while (next !== undefined && found.length < MOST_MISSED);
    missed = false;
    const answer = heard(found, now);
    return next === undefined ? answer : { ...answer, gapUntil: found.at(-1)!.time };
  }

  return {
    async next(now: number): Promise<Heard> {
      if (missed) return makeGood(now);
      return heard(await hear(floor, now), now);
    },
  };
}

/** Enough of an id to know it again among a thousand: its last digits are random. */
function markOf(id: string): string {
  return id.slice(-MARK_LENGTH);
}

const MARK_LENGTH = 6;
const MARKS = new RegExp(`.{${MARK_LENGTH}}`, "g");
