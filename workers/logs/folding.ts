import { dayOf, HOUR_MS, hourOf, startOf } from "./periods.ts";
import { expirationOf } from "./retention.ts";
import { mergeRollups, type Rollup } from "./rollups.ts";
import { isSettled, remove, type Run } from "./run.ts";
import { hashOf, readAll } from "./kv.ts";
import {
  dayKey,
  fullest,
  hourKey,
  type Index,
  type Listed,
  type ListedDay,
  type Metadata,
  type Node,
} from "./tree.ts";

/** An hour and its day are written anew for this many minutes, or when the hour is over. */
const MINUTES_PER_FOLD = 10;

/** Takes the merged minutes into their hours and days, and clears away what they hold. */
export async function foldDays(run: Run, index: Index, merged: Map<string, Listed>): Promise<void> {
  const byDay = Map.groupBy(merged, ([minute]) => dayOf(minute));
  const doubled = [...index.days]
    .filter(([day, versions]) => versions.length > 1 && startOf(day) >= index.entriesSince)
    .map(([day]) => day);
  for (const day of new Set([...byDay.keys(), ...doubled].toSorted())) {
    if (run.operationsLeft <= 0) return;
    try {
      await foldDay(run, day, index.days.get(day) ?? [], new Map(byDay.get(day)));
    } catch (error) {
      run.failures.push(error);
    }
  }
}

async function foldDay(run: Run, day: string, days: readonly ListedDay[], merged: Map<string, Listed>) {
  const current = fullest(days);
  const hours = affectedHours(days, merged);
  const nodes = await readHours(run, days, hours);
  const held = (minute: string) =>
    nodes.get(hourKey(hourOf(minute), current?.hours.get(hourOf(minute)) ?? ""))?.[minute];

  const fresh = new Map([...merged].filter(([minute, { hash }]) => held(minute)?.hash !== hash));
  const others = days.filter((other) => other !== current);
  const missing = others.filter((other) => !isHeldBy(other, nodes, held));
  if (missing.length > 0 || isDue(run, fresh)) await writeDay(run, day, current, hours, nodes, fresh);

  if (!current || !isSettled(run, current.writtenAt)) return;
  const done = [...merged].filter(([minute]) => !fresh.has(minute)).map(([, { key }]) => key);
  const replaced = others.filter((other) => !missing.includes(other));
  const named = new Set(days.filter((kept) => !replaced.includes(kept)).flatMap(hourKeys));
  await remove(run, [...done, ...replaced.map(({ key }) => key)]);
  const hoursLeft = replaced.flatMap(hourKeys).filter((key) => !named.has(key));
  await remove(run, hoursLeft);
}

/** Writes the day anew, its hours before it, with all that its versions hold and the fresh minutes. */
async function writeDay(
  run: Run,
  day: string,
  current: ListedDay | undefined,
  hours: ReadonlySet<string>,
  nodes: Map<string, Node>,
  fresh: Map<string, Listed>,
): Promise<void> {
  const rollups = await readAll<Rollup>(
    run.kv,
    [...fresh.values()].map(({ key }) => key),
  );
  const base = current && (await readAll<Node>(run.kv, [current.key])).get(current.key);
  if (current && !base) return;
  const parts: Node = { ...base };
  for (const hour of hours) {
    const minutes = unitePeriods(
      [...nodes].filter(([key]) => key.startsWith(hourKey(hour, ""))).map(([, node]) => node),
    );
    for (const [minute, { key, hash, count }] of fresh) {
      const rollup = rollups.get(key);
      if (rollup && hourOf(minute) === hour) minutes[minute] = { hash, count, rollup };
    }
    const versions = Object.values(minutes);
    if (versions.length === 0) continue;
    const hash = await hashOfNode(minutes);
    if (hash === base?.[hour]?.hash) continue;
    parts[hour] = {
      hash,
      count: countOf(minutes),
      rollup: mergeRollups(versions.map(({ rollup }) => rollup)),
    };
    run.operationsLeft -= 1;
    await run.kv.put(hourKey(hour, hash), JSON.stringify(minutes), {
      expiration: expirationOf(hour, run.retention.entryDays),
    });
  }
  const metadata: Metadata = {
    count: countOf(parts),
    writtenAt: run.now,
    hours: Object.fromEntries(Object.entries(parts).map(([hour, { hash }]) => [hour.slice(-2), hash])),
  };
  run.operationsLeft -= 1;
  await run.kv.put(dayKey(day, await hashOfNode(parts)), JSON.stringify(parts), {
    expiration: expirationOf(day, run.retention.figureDays),
    metadata,
  });
}

/** The hours that merged minutes are in, and those that the day's versions differ about. */
function affectedHours(days: readonly ListedDay[], merged: Map<string, Listed>): Set<string> {
  const hours = new Set([...merged.keys()].map(hourOf));
  for (const hour of days.flatMap((day) => [...day.hours.keys()])) {
    if (new Set(days.map((day) => day.hours.get(hour))).size > 1) hours.add(hour);
  }
  return hours;
}

/** Every version of some hours, by key. Throws if one can't be read: a later run will see it, or what replaced it. */
async function readHours(run: Run, days: readonly ListedDay[], hours: ReadonlySet<string>) {
  const named = days.flatMap((day) => [...day.hours].filter(([hour]) => hours.has(hour)));
  const keys = [...new Set(named.map(([hour, hash]) => hourKey(hour, hash)))];
  const nodes = await readAll<Node>(run.kv, keys);
  if (nodes.size === keys.length) return nodes;
  throw new Error(`The log lacks ${keys.filter((key) => !nodes.has(key)).join(", ")}.`);
}

/** A minute's version is replaced only by one that merging has found to hold it, so the fullest holds all. */
function unitePeriods(nodes: readonly Node[]): Node {
  const united: Node = {};
  for (const [period, version] of nodes.flatMap((node) => Object.entries(node))) {
    united[period] = fullest([version, ...(united[period] ? [united[period]] : [])]) ?? version;
  }
  return united;
}

function isHeldBy(
  day: ListedDay,
  nodes: Map<string, Node>,
  held: (minute: string) => Node[string] | undefined,
) {
  return hourKeys(day).every((key) =>
    Object.entries(nodes.get(key) ?? {}).every(([minute, version]) => {
      const other = held(minute);
      return other !== undefined && fullest([other, version])?.hash === other.hash;
    }),
  );
}

/** Whether the fresh minutes are worth writing an hour and a day for. */
function isDue(run: Run, fresh: Map<string, Listed>): boolean {
  if (fresh.size >= MINUTES_PER_FOLD) return true;
  // The last minutes of an hour need some runs until they are merged: one fold then takes them all.
  return [...fresh.keys()].some((minute) => startOf(hourOf(minute)) + HOUR_MS + 4 * run.settleMs <= run.now);
}

function hourKeys(day: ListedDay): string[] {
  return [...day.hours].map(([hour, hash]) => hourKey(hour, hash));
}

function countOf(node: Node): number {
  return Object.values(node).reduce((sum, { count }) => sum + count, 0);
}

function hashOfNode(node: Node): Promise<string> {
  return hashOf(
    Object.entries(node)
      .map(([period, { hash }]) => `${period} ${hash}`)
      .toSorted(),
  );
}
