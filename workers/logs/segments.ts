import type { LogsEnv } from "./env.ts";
import type { StoredEntry } from "../shared/log-entry.ts";
import { minuteOf, startOf } from "./periods.ts";
import { batches, hashOf, readBatches } from "./kv.ts";
import { expirationOf, keptSince } from "./retention.ts";
import { entriesKey, type Metadata, rawKey, type Version } from "./tree.ts";

/** So many entries, of some 800 bytes, are read at once: it keeps one read well under KV's 25 MB. */
export const ENTRIES_PER_READ = 20_000;

/** A key that holds entries, and how many. */
export interface Segment {
  key: string;
  count: number;
}

/**
 * Writes entries as raw segments: one immutable key per minute of their time. The key comes from the entries' ids, so
 * writing the same ones again changes nothing. Entries older than the retention are left out. Answers how many
 * keys it wrote; rejects if KV refuses one, and may then be repeated.
 */
export async function writeSegments(
  env: Pick<LogsEnv, "LOG" | "RETENTION_DAYS">,
  entries: readonly StoredEntry[],
  now: number,
): Promise<number> {
  const retentionDays = Number(env.RETENTION_DAYS);
  const byMinute = Map.groupBy(entries, (entry) => minuteOf(entry.time));
  const kept = [...byMinute].filter(([minute]) => startOf(minute) >= keptSince(now, retentionDays));
  await Promise.all(
    kept.map(async ([minute, some]) => {
      const united = unite([some]);
      const metadata: Metadata = { count: united.length, writtenAt: now };
      await env.LOG.put(rawKey(minute, await hashOfEntries(united)), JSON.stringify(united), {
        expiration: expirationOf(minute, retentionDays),
        metadata,
      });
    }),
  );
  return kept.length;
}

/** Where the entries of a merged minute are. */
export function segmentOf(minute: string, version: Version): Segment {
  return { key: entriesKey(minute, version.hash), count: version.count };
}

/** Reads segments by key; what isn't there is left out. */
export function readSegments(
  kv: KVNamespace,
  segments: readonly Segment[],
): Promise<Map<string, StoredEntry[]>> {
  const reads = batches(segments, 100, ({ count }) => count, ENTRIES_PER_READ);
  return readBatches<StoredEntry[]>(
    kv,
    reads.map((batch) => batch.map(({ key }) => key)),
  );
}

/** All entries of some segments, each id once, newest first. */
export function unite(segments: Iterable<readonly StoredEntry[]>): StoredEntry[] {
  const byId = new Map<string, StoredEntry>();
  for (const segment of segments) for (const entry of segment) byId.set(entry.id, entry);
  return [...byId.values()].toSorted(newestFirst);
}

/** The order of the log: time, and id among equal times, both descending. */
export function newestFirst(
  a: Pick<StoredEntry, "time" | "id">,
  b: Pick<StoredEntry, "time" | "id">,
): number {
  if (a.time !== b.time) return a.time < b.time ? 1 : -1;
  return a.id === b.id ? 0 : a.id < b.id ? 1 : -1;
}

/** The same for the same set of ids. */
export function hashOfEntries(entries: readonly StoredEntry[]): Promise<string> {
  return hashOf(entries.map((entry) => entry.id).toSorted());
}
