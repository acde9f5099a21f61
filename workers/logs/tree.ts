import { dayOf, startOf } from "./periods.ts";
import { keptSince, type Retention } from "./retention.ts";
import type { Rollup } from "./rollups.ts";

/**
 * Every key, named after its period and content, written once and never changed:
 *
 *   index/raw/<minute>/<hash>      entries as they arrived
 *   entries/<minute>/<hash>        all entries of a minute, each once
 *   index/minute/<minute>/<hash>   their rollup, until it is in its hour and day
 *   hour/<hour>/<hash>             the rollups of an hour's minutes
 *   index/day/<day>/<hash>         the rollups of a day's hours
 *   index/whole/<day>/<hash>       their sum, under the hash of what it sums up, once the day is over
 *
 * A rollup carries the hash of what it sums up, so days name hours and hours name minutes, and listing `index/`
 * finds everything: normally one call.
 */
const INDEX = "index/";
const rawPrefix = `${INDEX}raw/`;
const minutePrefix = `${INDEX}minute/`;
const dayPrefix = `${INDEX}day/`;
const wholePrefix = `${INDEX}whole/`;

export const rawKey = (minute: string, hash: string) => `${rawPrefix}${minute}/${hash}`;
export const entriesKey = (minute: string, hash: string) => `entries/${minute}/${hash}`;
export const minuteKey = (minute: string, hash: string) => `${minutePrefix}${minute}/${hash}`;
export const hourKey = (hour: string, hash: string) => `hour/${hour}/${hash}`;
export const wholeKey = (day: string, hash: string) => `${wholePrefix}${day}/${hash}`;
export const dayKey = (day: string, hash: string) => `${dayPrefix}${day}/${hash}`;

/** One version of a period: versions only grow, so the one that counts most holds the others. */
export interface Version {
  hash: string;
  count: number;
}

/** The value of hours and days: the version and rollup of each minute or hour in them, by its name. */
export type Node = Record<string, Version & { rollup: Rollup }>;

/** The metadata of every key in the index. `writtenAt` in epoch milliseconds; a day's hours by their two digits. */
export interface Metadata {
  count: number;
  writtenAt: number;
  hours?: Record<string, string>;
}

export interface Listed extends Version {
  key: string;
  writtenAt: number;
}

export interface ListedDay extends Listed {
  /** The hash of each of its hours, by the hour's name. */
  hours: Map<string, string>;
}

/** What is listed of each period that is still kept: entries since then, in epoch milliseconds, days perhaps from before. */
export interface Index {
  entriesSince: number;
  raw: Map<string, Listed[]>;
  minutes: Map<string, Listed[]>;
  days: Map<string, ListedDay[]>;
  wholes: Map<string, Listed[]>;
}

/** Lists all of the log that is still kept at `now`. */
export async function readIndex(kv: KVNamespace, now: number, retention: Retention): Promise<Index> {
  const entriesSince = keptSince(now, retention.entryDays);
  const figuresSince = keptSince(now, retention.figureDays);
  const index: Index = {
    entriesSince,
    raw: new Map(),
    minutes: new Map(),
    days: new Map(),
    wholes: new Map(),
  };
  let cursor: string | null = null;
  do {
    const page: KVNamespaceListResult<Metadata> = await kv.list<Metadata>({ prefix: INDEX, cursor });
    for (const { name, metadata } of page.keys) {
      const [, kind, period, hash] = name.split("/");
      const since = kind === "day" || kind === "whole" ? figuresSince : entriesSince;
      if (!metadata || !period || !hash || startOf(dayOf(period)) < since) continue;
      const listed = { key: name, hash, count: metadata.count, writtenAt: metadata.writtenAt };
      if (kind === "raw") push(index.raw, period, listed);
      if (kind === "minute") push(index.minutes, period, listed);
      if (kind === "whole") push(index.wholes, period, listed);
      if (kind !== "day") continue;
      const hours = Object.entries(metadata.hours ?? {});
      push(index.days, period, {
        ...listed,
        hours: new Map(hours.map(([digits, hash]) => [`${period}T${digits}`, hash])),
      });
    }
    cursor = page.list_complete ? null : page.cursor;
  } while (cursor !== null);
  return index;
}

/** Lists the raw segments alone: what came in the last minutes. */
export async function readRaw(kv: KVNamespace): Promise<Listed[]> {
  const listed: Listed[] = [];
  let cursor: string | null = null;
  do {
    const page: KVNamespaceListResult<Metadata> = await kv.list<Metadata>({ prefix: rawPrefix, cursor });
    for (const { name, metadata } of page.keys) {
      if (metadata) listed.push({ key: name, hash: name.split("/").at(-1)!, ...metadata });
    }
    cursor = page.list_complete ? null : page.cursor;
  } while (cursor !== null);
  return listed;
}

/** The version that holds the others; the choice between equals is the same for everyone. */
export function fullest<T extends Version>(versions: readonly T[]): T | undefined {
  return versions.reduce<T | undefined>((best, version) => {
    const fuller =
      !best || version.count > best.count || (version.count === best.count && version.hash > best.hash);
    return fuller ? version : best;
  }, undefined);
}

function push<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}
