import * as z from "zod";
import { add, type EncodedHistogram, type Histogram, percentiles } from "./histogram.ts";
import { Heat, heatOf } from "./heat.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "./periods.ts";
import { visitRollups } from "./reading.ts";
import {
  completed,
  isAt,
  matches,
  NONE,
  type Place,
  type PlaceFilter,
  type Rollup,
  type Series,
  type SeriesFilter,
  type Sighting,
} from "./rollups.ts";
import type { Index } from "./tree.ts";

const percentile = z.number().nullable();

/** Requests, those that failed (status ≥ 500), and latency percentiles in milliseconds, null without requests. */
const figures = {
  count: z.int(),
  errors: z.int().describe("Requests with a status of 500 or more."),
  p50: percentile.describe("Milliseconds within which half of them were answered; null without requests."),
  p90: percentile,
  p95: percentile,
  p99: percentile,
};

export type Figures = z.infer<z.ZodObject<typeof figures>>;

/** The figures of a period: in total, over time in equal contiguous buckets, and by group. */
export const Stats = z
  .object({
    from: z.iso.datetime().describe("The period really used: widened to whole buckets."),
    to: z.iso.datetime(),
    bucketSeconds: z.int(),
    total: z.object(figures),
    buckets: z.array(z.object({ start: z.iso.datetime(), ...figures })),
    groups: z
      .array(z.object({ key: z.string(), ...figures }))
      .describe("The group with most requests first; empty without `groupBy`."),
    deploys: z
      .array(z.object({ service: z.string(), version: z.string(), at: z.iso.datetime() }))
      .describe(
        "When a version of a service was first seen that isn't the first of the period, oldest first.",
      ),
    heat: Heat.nullable().describe(
      "How many requests took how long in each bucket; null unless `heat` asks for it.",
    ),
  })
  .meta({ id: "LogStats" });

export type Stats = z.infer<typeof Stats>;

/** What figures are asked for; times in epoch milliseconds. */
export interface StatsQuery extends SeriesFilter, PlaceFilter {
  from: number;
  to: number;
  groupBy?: GroupBy | undefined;
  heat?: boolean | undefined;
}

/** A period from one whole minute to another, and what of it. */
export interface FiguresQuery extends SeriesFilter {
  from: number;
  to: number;
}

export type GroupBy = keyof typeof GROUPS | keyof typeof PLACES;

/** Whether a query is about where requests came from: then it can't be about their routes, methods and callers. */
export function isOfPlaces({
  country,
  colo,
  groupBy,
}: Pick<StatsQuery, "country" | "colo" | "groupBy">): boolean {
  return country !== undefined || colo !== undefined || groupBy === "country" || groupBy === "colo";
}

/** How a series' group is called: `GET /api/clients/:id`, or `GET *` where no route matched; `person:3`, or `none`. */
const GROUPS = {
  route: ([, method, route]: Series) => `${method} ${route ?? "*"}`,
  service: ([service]: Series) => service,
  method: ([, method]: Series) => method,
  status: ([, , , statusClass]: Series) => `${statusClass}xx`,
  caller: ([, , , , , caller]: Series) => caller ?? NONE,
};

const PLACES = {
  country: ([, , country]: Place) => country ?? NONE,
  colo: ([, , , colo]: Place) => colo ?? NONE,
};

const PLACE_GROUPS = {
  ...PLACES,
  service: ([service]: Place) => service,
  status: ([, statusClass]: Place) => `${statusClass}xx`,
};

const MOST_BUCKETS = 120;
/** Lengths a person can read an axis in. The last takes 366 days in 53 buckets. */
const STEPS_MS = [1, 2, 5, 10, 15, 30]
  .map((minutes) => minutes * MINUTE_MS)
  .concat([1, 2, 3, 6, 12].map((hours) => hours * HOUR_MS))
  .concat([1, 2, 7].map((days) => days * DAY_MS));

/** Counts what was logged in a period, in at most 120 buckets, which start at multiples of their length in UTC. */
export async function readStats(kv: KVNamespace, index: Index, query: StatsQuery): Promise<Stats> {
  const shortest = query.from < index.entriesSince ? HOUR_MS : MINUTE_MS;
  const { from, to, step } = widen(query.from, query.to, shortest);
  const buckets = Array.from({ length: (to - from) / step }, tally);
  const groups = new Map<string, Tally>();
  const versions: Sighting[] = [];

  await visitRollups(kv, index, { from, to, step }, (start, stored) => {
    const rollup = completed(stored);
    const bucket = buckets[Math.floor((start - from) / step)];
    if (!bucket) return;
    versions.push(...rollup.versions.filter(([service]) => (query.service ?? service) === service));
    for (const { statusClass, latency, group } of countedIn(rollup, query)) {
      count(bucket, statusClass, latency);
      if (group === undefined) continue;
      const tallied = groups.get(group) ?? tally();
      groups.set(group, tallied);
      count(tallied, statusClass, latency);
    }
  });
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    bucketSeconds: step / 1000,
    total: figuresOf(sumOf(buckets)),
    buckets: buckets.map((bucket, i) => ({
      start: new Date(from + i * step).toISOString(),
      ...figuresOf(bucket),
    })),
    groups: [...groups]
      .map(([key, group]) => ({ key, ...figuresOf(group) }))
      .toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1)),
    deploys: deploysOf(versions),
    heat: query.heat ? heatOf(buckets.map(({ latency }) => latency)) : null,
  };
}

/** Counts exactly the whole minutes of a period, as one. */
export async function readFigures(
  kv: KVNamespace,
  index: Index,
  { from, to, ...filter }: FiguresQuery,
): Promise<Figures> {
  const sum = tally();
  await visitRollups(kv, index, { from, to, step: MINUTE_MS }, (_, stored) => {
    for (const { statusClass, latency } of countedIn(completed(stored), { ...filter, from, to })) {
      count(sum, statusClass, latency);
    }
  });
  return figuresOf(sum);
}

interface Counted {
  statusClass: number;
  latency: EncodedHistogram;
  group: string | undefined;
}

/** What of a rollup is asked for, each with its group. */
function countedIn(rollup: Rollup, query: StatsQuery): Counted[] {
  const { groupBy } = query;
  if (isOfPlaces(query)) {
    const groupOf =
      groupBy && groupBy in PLACE_GROUPS ? PLACE_GROUPS[groupBy as keyof typeof PLACE_GROUPS] : undefined;
    return rollup.places
      .filter((place) => isAt(place, query))
      .map((place) => ({ statusClass: place[1], latency: place[4], group: groupOf?.(place) }));
  }
  const groupOf = groupBy && groupBy in GROUPS ? GROUPS[groupBy as keyof typeof GROUPS] : undefined;
  return rollup.series
    .filter((series) => matches(series, query))
    .map((series) => ({ statusClass: series[3], latency: series[4], group: groupOf?.(series) }));
}

/** The versions that came after the first one of each service, and when. */
export function deploysOf(sightings: readonly Sighting[]): Stats["deploys"] {
  const firsts = new Map<string, Sighting>();
  for (const sighting of sightings) {
    const [service, version, firstMs] = sighting;
    const known = firsts.get(`${service} ${version}`);
    if (!known || firstMs < known[2]) firsts.set(`${service} ${version}`, sighting);
  }
  return [...Map.groupBy(firsts.values(), ([service]) => service).values()]
    .flatMap((own) => own.toSorted(([, , a], [, , b]) => a - b).slice(1))
    .toSorted(([, , a], [, , b]) => a - b)
    .map(([service, version, at]) => ({ service, version, at: new Date(at).toISOString() }));
}

/** Chooses the shortest bucket that will do, but none below `shortest`, and widens the period to whole ones. */
export function widen(from: number, to: number, shortest = MINUTE_MS) {
  for (const step of STEPS_MS.filter((length) => length >= shortest)) {
    const [first, last] = [Math.floor(from / step), Math.ceil(to / step)];
    if (last - first <= MOST_BUCKETS) return { from: first * step, to: last * step, step };
  }
  throw new Error("a period of at most 366 days was to be checked at the door");
}

interface Tally {
  count: number;
  errors: number;
  latency: Histogram;
}

function tally(): Tally {
  return { count: 0, errors: 0, latency: new Map() };
}

function count(tally: Tally, statusClass: number, latency: EncodedHistogram): void {
  const added = add(tally.latency, latency);
  tally.count += added;
  if (statusClass >= 5) tally.errors += added;
}

function sumOf(tallies: readonly Tally[]): Tally {
  const sum = tally();
  for (const { count, errors, latency } of tallies) {
    sum.count += count;
    sum.errors += errors;
    for (const [bucket, many] of latency) sum.latency.set(bucket, (sum.latency.get(bucket) ?? 0) + many);
  }
  return sum;
}

function figuresOf({ count, errors, latency }: Tally): Figures {
  const [p50 = null, p90 = null, p95 = null, p99 = null] = percentiles(latency, [0.5, 0.9, 0.95, 0.99]);
  return { count, errors, p50, p90, p95, p99 };
}
