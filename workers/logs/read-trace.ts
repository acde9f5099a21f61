import { Problem } from "../shared/problem.ts";
import type { StoredEntry } from "../shared/log-entry.ts";
import { DAY_MS, MINUTE_MS } from "./periods.ts";
import type { LogStore } from "./log-store.ts";
import { toTrace, type Trace } from "./trace.ts";

/** Entries of one request: a trace that others began may have many. */
const MOST_ENTRIES = 500;
const PAGE = 100;
const MOST_PAGES = 10;

/** How long an id of ours may be older than its time, by clocks that differ. */
const BEFORE_MS = MINUTE_MS;

/**
 * Finds all that the log has of a request id. An id that the gateway made begins with its time, so that it is looked for in the
 * minutes after that; of another one, `at` may tell about when it was, else the newest of the log are looked through. Throws
 * `not-found`.
 */
export async function readTrace(
  store: LogStore,
  { requestId, at, minutes }: { requestId: string; at?: number | undefined; minutes: number },
  now: number,
): Promise<Trace> {
  const time = at ?? timeOf(requestId, now);
  const period = time === undefined ? {} : { from: time - BEFORE_MS, to: time + minutes * MINUTE_MS };
  const entries: StoredEntry[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES && entries.length < MOST_ENTRIES; page += 1) {
    const found = await store.search({ ...period, requestId, limit: PAGE, cursor }, now);
    entries.push(...found.items);
    if (found.nextCursor === null) break;
    cursor = found.nextCursor;
  }
  if (entries.length > 0) return toTrace(requestId, entries);
  throw new Problem(
    "not-found",
    `The log has nothing of ${requestId}${time === undefined ? " of late; `at` tells where to look" : ""}. What was just asked takes some seconds to be there.`,
  );
}

/** The time that an id of the gateway begins with; undefined for one that others made. */
function timeOf(requestId: string, now: number): number | undefined {
  const time = Number.parseInt(requestId.slice(0, 12), 16);
  return time > now - 3660 * DAY_MS && time < now + DAY_MS ? time : undefined;
}
