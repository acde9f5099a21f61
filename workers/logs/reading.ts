import { DAY_MS, dayOf, HOUR_MS, hourOf, MINUTE_MS, startOf } from "./periods.ts";
import { type Rollup, rollUp } from "./rollups.ts";
import { ENTRIES_PER_READ, readSegments, type Segment, segmentOf, unite } from "./segments.ts";
import { batches, readAll } from "./kv.ts";
import { fullest, hourKey, type Index, type Node, type Version } from "./tree.ts";

/** Nodes are up to some 100 kB each: this many are in memory at once. */
const NODES_PER_READ = 20;

/** The period asked for, from one multiple of `step` to another; all in epoch milliseconds. */
export interface Range {
  from: number;
  to: number;
  /** How fine the rollups have to be: whole minutes, or more of them. */
  step: number;
}

type Visit = (start: number, rollup: Rollup) => void;

/**
 * Hands over the rollups of a period, each entry in exactly one of them, with the start of its day, hour or minute.
 * Minutes that the index lists by themselves come from there, as their hours may not hold all of them yet.
 */
export async function visitRollups(kv: KVNamespace, index: Index, range: Range, visit: Visit): Promise<void> {
  const within = (period: string, length: number) =>
    startOf(period) < range.to && startOf(period) + length > range.from;
  const open = [...new Set([...index.raw.keys(), ...index.minutes.keys()])].filter((minute) =>
    within(minute, MINUTE_MS),
  );
  const openHours = new Set(open.map(hourOf));
  const openDays = new Set([...openHours].map(dayOf));
  const wholes: WholeDay[] = [];
  const days: string[] = [];
  const hours: string[] = [];
  for (const [name, versions] of index.days) {
    const day = fullest(versions);
    const sum = index.wholes.get(name)?.find(({ hash }) => hash === day?.hash);
    if (day && sum && range.step % DAY_MS === 0 && within(name, DAY_MS) && !openDays.has(name)) {
      wholes.push({ start: startOf(name), key: sum.key, dayKey: day.key });
      continue;
    }
    const wanted = [...(day?.hours ?? [])].filter(([hour]) => within(hour, HOUR_MS));
    const split = wanted.filter(([hour]) => range.step < HOUR_MS || openHours.has(hour));
    hours.push(...split.map(([hour, hash]) => hourKey(hour, hash)));
    if (day && split.length < wanted.length) days.push(day.key);
  }

  days.push(...(await visitWholes(kv, wholes, visit)));
  await visitNodes(kv, days, (hour, { rollup }) => {
    if (within(hour, HOUR_MS) && !openHours.has(hour)) visit(startOf(hour), rollup);
  });
  const folded = new Map<string, Node[string]>();
  const isOpen = new Set(open);
  await visitNodes(kv, hours, (minute, version) => {
    if (isOpen.has(minute)) folded.set(minute, version);
    else if (within(minute, MINUTE_MS)) visit(startOf(minute), version.rollup);
  });
  await visitOpenMinutes(kv, index, open, folded, visit);
}

/** A day's sum, and what it is the sum of. */
interface WholeDay {
  start: number;
  key: string;
  dayKey: string;
}

/** Answers the keys of those days whose sum can't be read. */
async function visitWholes(kv: KVNamespace, wholes: readonly WholeDay[], visit: Visit): Promise<string[]> {
  const unread: string[] = [];
  for (const batch of batches(wholes, NODES_PER_READ)) {
    const rollups = await readAll<Rollup>(
      kv,
      batch.map(({ key }) => key),
    );
    for (const { start, key, dayKey } of batch) {
      const rollup = rollups.get(key);
      if (rollup) visit(start, rollup);
      else unread.push(dayKey);
    }
  }
  return unread;
}

async function visitNodes(
  kv: KVNamespace,
  keys: readonly string[],
  each: (period: string, version: Node[string]) => void,
): Promise<void> {
  for (const batch of batches(keys, NODES_PER_READ)) {
    const nodes = await readAll<Node>(kv, batch);
    for (const node of nodes.values())
      for (const [period, version] of Object.entries(node)) each(period, version);
  }
}

async function visitOpenMinutes(
  kv: KVNamespace,
  index: Index,
  open: readonly string[],
  folded: Map<string, Node[string]>,
  visit: Visit,
): Promise<void> {
  const isMerged = (minute: string) =>
    !index.raw.has(minute) && (index.minutes.get(minute) ?? []).length === 1;
  const rolledUp = open
    .filter(isMerged)
    .map((minute) => ({ minute, version: fullest(index.minutes.get(minute) ?? []) }));
  const rollups = await readAll<Rollup>(
    kv,
    rolledUp.flatMap(({ version }) => version?.key ?? []),
  );
  for (const { minute, version } of rolledUp) {
    const inHour = folded.get(minute);
    const listed = inHour && version && fullest<Version>([version, inHour]) === inHour ? undefined : version;
    const rollup = rollups.get(listed?.key ?? "") ?? inHour?.rollup;
    if (rollup) visit(startOf(minute), rollup);
  }

  const unmerged = open
    .filter((minute) => !isMerged(minute))
    .map((minute) => ({ minute, segments: segmentsOf(index, minute, folded.get(minute)) }));
  for (const batch of batches(unmerged, 100, ({ segments }) => countOf(segments), ENTRIES_PER_READ)) {
    const read = await readSegments(
      kv,
      batch.flatMap(({ segments }) => segments),
    );
    for (const { minute, segments } of batch) {
      visit(startOf(minute), rollUp(unite(segments.map(({ key }) => read.get(key) ?? []))));
    }
  }
}

/** Every segment that may hold entries of a minute: the raw ones, and each merged version that is named. */
export function segmentsOf(index: Index, minute: string, inHour: Version | undefined): Segment[] {
  const raw = index.raw.get(minute) ?? [];
  const listed = index.minutes.get(minute) ?? [];
  const versions = [...listed, ...(inHour ? [inHour] : [])];
  // With nothing raw, the fullest version has been found to hold the others.
  const best = fullest<Version>(versions);
  const needed = raw.length > 0 || listed.length > 1 ? versions : best ? [best] : [];
  const merged = new Map(needed.map((version) => [version.hash, segmentOf(minute, version)]));
  return [...raw, ...merged.values()];
}

export function countOf(segments: readonly Segment[]): number {
  return segments.reduce((sum, { count }) => sum + count, 0);
}
