import type { StoredEntry } from "../shared/log-entry.ts";
import { hourOf, MINUTE_MS, startOf } from "./periods.ts";
import { expirationOf } from "./retention.ts";
import { rollUp } from "./rollups.ts";
import { isSettled, remove, type Run } from "./run.ts";
import { hashOfEntries, readSegments, segmentOf, unite } from "./segments.ts";
import { readAll } from "./kv.ts";
import {
  entriesKey,
  hourKey,
  type Index,
  type Listed,
  type Metadata,
  minuteKey,
  type Node,
  type Version,
} from "./tree.ts";

/**
 * Brings each settled minute, oldest first, nearer to one merged segment with one rollup. Answers the minutes that
 * are there already, with the rollup that holds all of the minute and isn't known to be in its day yet.
 */
export async function mergeMinutes(run: Run, index: Index): Promise<Map<string, Listed>> {
  const minutes = [...new Set([...index.raw.keys(), ...index.minutes.keys()])]
    .filter((minute) => isSettled(run, startOf(minute) + MINUTE_MS))
    .toSorted();
  const folded = await readFoldedVersions(run, index, new Set(minutes));
  const merged = new Map<string, Listed>();
  for (const minute of minutes) {
    const raw = index.raw.get(minute) ?? [];
    const listed = index.minutes.get(minute) ?? [];
    const elsewhere = (folded.get(minute) ?? []).filter(
      ({ hash }) => !listed.some((one) => one.hash === hash),
    );
    const [only] = listed;
    if (only && listed.length === 1 && raw.length + elsewhere.length === 0) {
      merged.set(minute, only);
      continue;
    }
    if (run.operationsLeft <= 0 || !listed.every(({ writtenAt }) => isSettled(run, writtenAt))) continue;
    try {
      const whole = await mergeMinute(run, minute, raw, listed, elsewhere);
      if (whole) merged.set(minute, whole);
    } catch (error) {
      run.failures.push(error);
    }
  }
  return merged;
}

/**
 * Unites everything there is of a minute. A union that isn't there yet is written, and that is all for this run;
 * once it has settled, what it replaces is deleted, but only what this run read and so knows to be in it.
 */
async function mergeMinute(
  run: Run,
  minute: string,
  raw: readonly Listed[],
  listed: readonly Listed[],
  folded: readonly Version[],
): Promise<Listed | undefined> {
  const versions = [...listed, ...folded].map((version) => ({ version, ...segmentOf(minute, version) }));
  const segments = await readSegments(run.kv, [...raw, ...versions]);
  run.operationsLeft -= Math.ceil(segments.size / 100);
  const entries = unite(segments.values());
  if (entries.length === 0) return;
  const hash = await hashOfEntries(entries);
  if (!versions.some(({ version }) => version.hash === hash)) {
    await writeMinute(run, minute, hash, entries);
    return;
  }
  const replaced = versions.filter(({ version, key }) => version.hash !== hash && segments.has(key));
  const read = raw.filter(({ key }) => segments.has(key));
  const rollups = replaced.map(({ version }) => minuteKey(minute, version.hash));
  await remove(run, [...read.map(({ key }) => key), ...rollups]);
  const merged = replaced.map(({ key }) => key);
  await remove(run, merged);
  return listed.find((version) => version.hash === hash);
}

/** The entries come first: where a rollup is listed, its entries can be read. */
async function writeMinute(
  run: Run,
  minute: string,
  hash: string,
  entries: readonly StoredEntry[],
): Promise<void> {
  const expiration = expirationOf(minute, run.retention.entryDays);
  const metadata: Metadata = { count: entries.length, writtenAt: run.now };
  run.operationsLeft -= 2;
  await run.kv.put(entriesKey(minute, hash), JSON.stringify(entries), { expiration });
  await run.kv.put(minuteKey(minute, hash), JSON.stringify(rollUp(entries)), { expiration, metadata });
}

/** Which versions of these minutes the listed days hold already. */
async function readFoldedVersions(
  run: Run,
  index: Index,
  minutes: Set<string>,
): Promise<Map<string, Version[]>> {
  const hours = new Set([...minutes].map(hourOf));
  const keys = new Set<string>();
  for (const days of index.days.values()) {
    for (const day of days)
      for (const [hour, hash] of day.hours) if (hours.has(hour)) keys.add(hourKey(hour, hash));
  }
  const nodes = await readAll<Node>(run.kv, [...keys]);
  const versions = new Map<string, Version[]>();
  for (const node of nodes.values()) {
    for (const [minute, version] of Object.entries(node)) {
      if (!minutes.has(minute)) continue;
      const others = versions.get(minute) ?? [];
      if (!others.some(({ hash }) => hash === version.hash)) versions.set(minute, [...others, version]);
    }
  }
  return versions;
}
