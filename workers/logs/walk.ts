import { DAY_MS, dayOf, HOUR_MS, hourOf, MINUTE_MS, startOf } from "./periods.ts";
import { countOf, segmentsOf } from "./reading.ts";
import type { Rollup } from "./rollups.ts";
import type { Segment } from "./segments.ts";
import { readAll } from "./kv.ts";
import { fullest, hourKey, type Index, type Node } from "./tree.ts";

/** A walk through the log, from `to` (exclusive) back to `from`, in epoch milliseconds. */
export interface Walk {
  kv: KVNamespace;
  index: Index;
  from: number;
  to: number;
  /** How many entries of a rollup are looked for; without it, all are. Periods with none are skipped. */
  matching?: ((rollup: Rollup) => number) | undefined;
  /** How many keys were read on the way. */
  keysRead: number;
}

/** What was found next: a minute's segments, or nothing from there on. */
export interface Found {
  /** Everything from here on has been handed over or skipped; epoch milliseconds. */
  start: number;
  segments: Segment[];
  /** At most so many entries of them are looked for. */
  expected: number;
}

/** Finds the minutes that may hold what is looked for, newest first, and says how far it came in between. */
export async function* walkBack(walk: Walk): AsyncGenerator<Found> {
  const { index } = walk;
  const open = Map.groupBy(new Set([...index.raw.keys(), ...index.minutes.keys()]), hourOf);
  const openDays = Map.groupBy(open.keys(), dayOf);
  const days = [...new Set([...index.days.keys(), ...openDays.keys()])];
  for (const batch of growing(newestFirst(walk, days, DAY_MS))) {
    const skipped = await hoursWithout(walk, batch);
    const hours = batch.flatMap((day) => [
      ...(openDays.get(day) ?? []),
      ...(fullest(index.days.get(day) ?? [])?.hours.keys() ?? []),
    ]);
    const wanted = [...new Set(hours)].filter((hour) => open.has(hour) || !skipped.has(hour));
    for (const some of growing(newestFirst(walk, wanted, HOUR_MS))) {
      const nodes = await readHours(walk, some);
      for (const hour of some) yield* minutesBack(walk, hour, open.get(hour) ?? [], nodes.get(hour) ?? {});
    }
    yield { start: startOf(batch.at(-1) ?? ""), segments: [], expected: 0 };
  }
}

function* minutesBack(walk: Walk, hour: string, open: readonly string[], node: Node): Generator<Found> {
  for (const minute of newestFirst(walk, [...new Set([...open, ...Object.keys(node)])], MINUTE_MS)) {
    const folded = node[minute];
    const segments = segmentsOf(walk.index, minute, folded);
    const isKnown = folded !== undefined && !open.includes(minute);
    const expected = isKnown && walk.matching ? walk.matching(folded.rollup) : countOf(segments);
    if (expected > 0) yield { start: startOf(minute), segments, expected };
  }
  yield { start: startOf(hour), segments: [], expected: 0 };
}

/** The hours of some days whose rollup says that nothing in them is looked for. */
async function hoursWithout(walk: Walk, days: readonly string[]): Promise<Set<string>> {
  const { matching } = walk;
  if (!matching) return new Set();
  const keys = days.flatMap((day) => fullest(walk.index.days.get(day) ?? [])?.key ?? []);
  walk.keysRead += keys.length;
  const nodes = [...(await readAll<Node>(walk.kv, keys)).values()];
  const hours = nodes.flatMap((node) => Object.entries(node));
  return new Set(hours.filter(([, { rollup }]) => matching(rollup) === 0).map(([hour]) => hour));
}

/** The minutes of those hours that are in their day, by the hour's name. */
async function readHours(walk: Walk, hours: readonly string[]): Promise<Map<string, Node>> {
  const keys = new Map<string, string>();
  for (const hour of hours) {
    const hash = fullest(walk.index.days.get(dayOf(hour)) ?? [])?.hours.get(hour);
    if (hash !== undefined) keys.set(hourKey(hour, hash), hour);
  }
  walk.keysRead += keys.size;
  const nodes = await readAll<Node>(walk.kv, [...keys.keys()]);
  return new Map([...nodes].map(([key, node]) => [keys.get(key) ?? "", node]));
}

/** The periods that the walk comes through. */
function newestFirst(walk: Walk, periods: readonly string[], length: number): string[] {
  const isWithin = (start: number) => start < walk.to && start + length > walk.from;
  return periods
    .filter((period) => isWithin(startOf(period)))
    .toSorted()
    .toReversed();
}

/** Batches of 1, 2, 4, 8, 8, … items: mostly the first will do, but what is rare is many reads away. */
function* growing<T>(items: readonly T[]): Generator<T[]> {
  for (let size = 1, at = 0; at < items.length; size = Math.min(8, size * 2)) {
    yield items.slice(at, (at += size));
  }
}
