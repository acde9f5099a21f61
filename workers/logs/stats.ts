import * as z from "zod";
import type { LogsEnv } from "./env.ts";
import { add, type Histogram, percentiles } from "./histogram.ts";
import { DAY_MS, HOUR_MS } from "./periods.ts";
import { visitRollups } from "./reading.ts";
import { matches, NO_CALLER, type Series, type SeriesFilter } from "./rollups.ts";
import { readIndex } from "./tree.ts";

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
  })
  .meta({ id: "LogStats" });

export type Stats = z.infer<typeof Stats>;

/** What figures are asked for; times in epoch milliseconds. */
export interface StatsQuery extends SeriesFilter {
  from: number;
  to: number;
  groupBy?: keyof typeof GROUPS | undefined;
}

/** How a series' group is called: `GET /api/clients/:id`, or `GET *` where no route matched; `person:3`, or `none`. */
const GROUPS = {
  route: ([, method, route]: Series) => `${method} ${route ?? "*"}`,
  service: ([service]: Series) => service,
  method: ([, method]: Series) => method,
  status: ([, , , statusClass]: Series) => `${statusClass}xx`,
  caller: ([, , , , , caller]: Series) => caller ?? NO_CALLER,
};

const MOST_BUCKETS = 120;
/** Lengths a person can read an axis in. The last takes 366 days in 53 buckets. */
const STEPS_MS = [1, 2, 5, 10, 15, 30]
  .map((minutes) => minutes * 60_000)
  .concat([1, 2, 3, 6, 12].map((hours) => hours * HOUR_MS))
  .concat([1, 2, 7].map((days) => days * DAY_MS));

/** Counts what was logged in a period, in at most 120 buckets, which start at multiples of their length in UTC. */
export async function readStats(env: LogsEnv, query: StatsQuery, now: number): Promise<Stats> {
  const { from, to, step } = widen(query.from, query.to);
  const buckets = Array.from({ length: (to - from) / step }, tally);
  const groups = new Map<string, Tally>();
  const total = tally();
  const groupOf = query.groupBy && GROUPS[query.groupBy];

  const index = await readIndex(env.LOG, now, Number(env.RETENTION_DAYS));
  await visitRollups(env.LOG, index, { from, to, hourly: step >= HOUR_MS }, (start, rollup) => {
    const bucket = buckets[Math.floor((start - from) / step)];
    for (const series of rollup) {
      if (!bucket || !matches(series, query)) continue;
      count(total, series);
      count(bucket, series);
      if (!groupOf) continue;
      const key = groupOf(series);
      const group = groups.get(key) ?? tally();
      groups.set(key, group);
      count(group, series);
    }
  });
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    bucketSeconds: step / 1000,
    total: figuresOf(total),
    buckets: buckets.map((bucket, i) => ({
      start: new Date(from + i * step).toISOString(),
      ...figuresOf(bucket),
    })),
    groups: [...groups]
      .map(([key, group]) => ({ key, ...figuresOf(group) }))
      .toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1)),
  };
}

/** Chooses the shortest bucket that will do, and widens the period to whole ones. */
function widen(from: number, to: number) {
  for (const step of STEPS_MS) {
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

function count(tally: Tally, [, , , statusClass, latency]: Series): void {
  const added = add(tally.latency, latency);
  tally.count += added;
  if (statusClass >= 5) tally.errors += added;
}

function figuresOf({ count, errors, latency }: Tally): Figures {
  const [p50 = null, p90 = null, p95 = null, p99 = null] = percentiles(latency, [0.5, 0.9, 0.95, 0.99]);
  return { count, errors, p50, p90, p95, p99 };
}
