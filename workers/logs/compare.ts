import * as z from "zod";
import type { LogStore } from "./log-store.ts";
import {
  caller,
  colo,
  country,
  method,
  moment,
  name,
  period,
  range,
  route,
  statusClass,
} from "./parameters.ts";
import { type Figures, isOfPlaces, Stats } from "./stats.ts";

const GROUPS = ["route", "service", "method", "status", "caller", "country", "colo"] as const;

const SORTS = ["-count", "-errors", "-errorRate", "-p50", "-p95", "-p99"] as const;

/** What figures are asked for, and how they are shown. */
export const StatsOptions = z
  .strictObject({
    from: moment.optional(),
    to: moment.optional(),
    groupBy: z.enum(GROUPS).optional(),
    service: name.optional(),
    method: method.optional(),
    status: statusClass.optional(),
    caller: caller.optional(),
    route: route.optional(),
    country: country.optional(),
    colo: colo.optional(),
    sort: z
      .enum(SORTS)
      .default("-count")
      .meta({ description: "Which group comes first: `-p95` the slowest.", default: "-count" }),
    heat: flag("Whether to count latencies in bands, for a heat map."),
    compare: flag("Whether to count the period before, of the same length, too."),
  })
  .transform(period)
  .superRefine(range)
  .superRefine((given, context) => {
    if (!isOfPlaces(given)) return;
    for (const field of ["method", "route", "caller"] as const) {
      const isGiven = given[field] !== undefined || given.groupBy === field;
      if (!isGiven) continue;
      context.addIssue({
        code: "custom",
        path: [given[field] === undefined ? "groupBy" : field],
        message: "Countries and data centres are counted by service and status only.",
        params: { code: "combination" },
      });
    }
  });

function flag(description: string) {
  return z
    .enum(["true", "false"])
    .default("false")
    .transform((text) => text === "true")
    .meta({ description, default: "false" });
}

/** The figures of a period, and those of the one before. */
export const StatsAnswer = Stats.extend({
  previous: Stats.pick({ from: true, to: true, total: true, groups: true })
    .nullable()
    .describe("The period before, of the same length; null unless `compare` asks for it."),
}).meta({ id: "LogStats" });

/** Counts a period, and the one before it if that is asked for. */
export async function comparing(
  store: LogStore,
  { sort, compare, ...query }: z.output<typeof StatsOptions>,
  now: number,
): Promise<z.infer<typeof StatsAnswer>> {
  const stats = await store.stats(query, now);
  const groups = sorted(stats.groups, sort);
  if (!compare) return { ...stats, groups, previous: null };
  const [from, to] = [Date.parse(stats.from), Date.parse(stats.to)];
  const before = await store.stats({ ...query, heat: false, from: from - (to - from), to: from }, now);
  const { total } = before;
  return {
    ...stats,
    groups,
    previous: { from: before.from, to: before.to, total, groups: sorted(before.groups, sort) },
  };
}

function sorted(groups: Stats["groups"], sort: (typeof SORTS)[number]): Stats["groups"] {
  const by = FIGURES[sort];
  return groups.toSorted((one, other) => by(other) - by(one) || other.count - one.count);
}

const FIGURES: Record<(typeof SORTS)[number], (figures: Figures) => number> = {
  "-count": ({ count }) => count,
  "-errors": ({ errors }) => errors,
  "-errorRate": ({ count, errors }) => errors / count,
  "-p50": ({ p50 }) => p50 ?? 0,
  "-p95": ({ p95 }) => p95 ?? 0,
  "-p99": ({ p99 }) => p99 ?? 0,
};
