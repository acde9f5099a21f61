import * as z from "zod";
import { decodeCursor, encodeCursor, type Page } from "../shared/lists.ts";
import type { StoredEntry } from "../shared/log-entry.ts";
import { countOf } from "./reading.ts";
import { countMatching, NONE, type SeriesFilter } from "./rollups.ts";
import { newestFirst, readSegments, type Segment, unite } from "./segments.ts";
import type { Index } from "./tree.ts";
import { type Walk, walkBack } from "./walk.ts";

/** Which entries, and which page of them; times in epoch milliseconds. */
export interface SearchQuery extends SeriesFilter {
  limit: number;
  cursor?: string | undefined;
  minDurationMs?: number | undefined;
  from?: number | undefined;
  to?: number | undefined;
  path?: string | undefined;
  requestId?: string | undefined;
  country?: string | undefined;
  colo?: string | undefined;
}

/** What one request may read: a page that would need more ends early, and the next one goes on from there. */
const MOST_KEYS = 200;
const MOST_ENTRIES = 10_000;

/** The time and id of the last entry shown; an empty id is before every entry of that time. */
const Position = z.tuple([z.iso.datetime({ precision: 3 }), z.string().max(100)]);
type Position = z.infer<typeof Position>;

/** Finds entries, newest first. Throws `invalid-parameter` for a cursor that isn't of this list. */
export async function searchStored(
  kv: KVNamespace,
  index: Index,
  query: SearchQuery,
): Promise<Page<StoredEntry>> {
  const position = query.cursor === undefined ? undefined : decodeCursor(query.cursor, Position);
  const walk: Walk = {
    kv,
    index,
    from: Math.max(query.from ?? -Infinity, index.entriesSince),
    to: Math.min(query.to ?? Infinity, position ? endOf(position) : Infinity),
    matching: hasSeries(query) ? (rollup) => countMatching(rollup, query, query.minDurationMs) : undefined,
    keysRead: 0,
  };
  const items: StoredEntry[] = [];
  let planned: Segment[][] = [];
  let expected = 0;
  let enough = query.limit + 1;
  let entriesRead = 0;
  const readPlanned = async () => {
    const read = await readSegments(kv, planned.flat());
    for (const minute of planned) {
      const entries = unite(minute.map(({ key }) => read.get(key) ?? []));
      items.push(...entries.filter((entry) => isWanted(entry, query) && isAfter(entry, position)));
    }
    planned = [];
    expected = 0;
    enough *= 2; // a text in the path may be rare
  };
  const full = () => {
    const last = items.length > query.limit ? items[query.limit - 1] : undefined;
    return last && { items: items.slice(0, query.limit), nextCursor: encodeCursor([last.time, last.id]) };
  };

  for await (const found of walkBack(walk)) {
    planned.push(found.segments);
    expected += found.expected;
    walk.keysRead += found.segments.length;
    entriesRead += countOf(found.segments);
    const spent = walk.keysRead >= MOST_KEYS || entriesRead >= MOST_ENTRIES;
    if (!spent && expected < enough) continue;
    await readPlanned();
    const page = full();
    if (page) return page;
    if (spent) return { items, nextCursor: encodeCursor([new Date(found.start).toISOString(), ""]) };
  }
  await readPlanned();
  return full() ?? { items, nextCursor: null };
}

/** The end of what is left to search, exclusive. */
function endOf([time, id]: Position): number {
  return Date.parse(time) + (id === "" ? 0 : 1);
}

function isAfter(entry: StoredEntry, position: Position | undefined): boolean {
  return position === undefined || newestFirst(entry, { time: position[0], id: position[1] }) > 0;
}

/** Whether the rollups can tell where to look. */
function hasSeries({ service, method, route, status, caller, minDurationMs }: SearchQuery): boolean {
  return [service, method, route, status, caller, minDurationMs].some((filter) => filter !== undefined);
}

/** Whether an entry is what is asked for. */
export function isWanted(entry: StoredEntry, query: SearchQuery): boolean {
  const {
    service,
    method,
    status,
    minDurationMs = 0,
    from = -Infinity,
    to = Infinity,
    path,
    requestId,
    route,
    caller,
    country,
    colo,
  } = query;
  const time = Date.parse(entry.time);
  return (
    (service === undefined || entry.service === service) &&
    (caller === undefined || (entry.caller ?? NONE) === caller) &&
    (method === undefined || entry.method === method) &&
    (status === undefined || isOfStatus(entry.status, status)) &&
    entry.durationMs >= minDurationMs &&
    time >= from &&
    time < to &&
    (path === undefined || entry.path.toLowerCase().includes(path.toLowerCase())) &&
    (requestId === undefined || entry.requestId === requestId) &&
    (route === undefined || (entry.route ?? "*") === route) &&
    (country === undefined || (entry.country ?? NONE) === country) &&
    (colo === undefined || (entry.colo ?? NONE) === colo)
  );
}

/** Whether a status is the one given (`404`) or of its class (`4xx`). */
function isOfStatus(status: number, given: string): boolean {
  return given.endsWith("xx") ? Math.floor(status / 100) === Number(given[0]) : status === Number(given);
}
