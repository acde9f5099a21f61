import type { LogEntry } from "./entry.ts";
import { add, bucketOf, type EncodedHistogram, encode, type Histogram, record } from "./histogram.ts";

/** The requests of one service, method, route, class of statuses (2 for 2xx) and caller, counted by latency. */
export type Series = [
  service: string,
  method: string,
  route: string | null,
  statusClass: number,
  latency: EncodedHistogram,
  caller: string | null,
];

/** What is kept of a period's entries: one series per combination that occurs. A series' count is its histogram's. */
export type Rollup = Series[];

/** Which series are meant; what is left out is not asked for. */
export interface SeriesFilter {
  service?: string | undefined;
  method?: string | undefined;
  /** `4xx`, or a status of that class. */
  status?: string | undefined;
  /** A pattern, or `*` for none. */
  route?: string | undefined;
  /** `person:3`, `key:7`, or `none` for who wasn't known. */
  caller?: string | undefined;
}

/** What stands for a caller who wasn't known. */
export const NO_CALLER = "none";

export function rollUp(entries: Iterable<LogEntry>): Rollup {
  const collected = collector();
  for (const entry of entries) {
    const statusClass = Math.floor(entry.status / 100);
    const { service, method, route, caller } = entry;
    record(collected.of(service, method, route, statusClass, caller), entry.durationMs);
  }
  return collected.rollup();
}

/** Adds up rollups, which must be of different entries. */
export function mergeRollups(rollups: Iterable<Rollup>): Rollup {
  const collected = collector();
  for (const rollup of rollups) {
    for (const [service, method, route, statusClass, latency, caller] of rollup) {
      add(collected.of(service, method, route, statusClass, caller), latency);
    }
  }
  return collected.rollup();
}

export function matches(series: Series, filter: SeriesFilter): boolean {
  const [service, method, route, statusClass, , caller] = series;
  return (
    (filter.service === undefined || filter.service === service) &&
    (filter.method === undefined || filter.method === method) &&
    (filter.status === undefined || filter.status.startsWith(String(statusClass))) &&
    (filter.route === undefined || filter.route === (route ?? "*")) &&
    (filter.caller === undefined || filter.caller === (caller ?? NO_CALLER))
  );
}

/** How many entries of a rollup can match: exact for series, never too few for the duration (ms). */
export function countMatching(rollup: Rollup, filter: SeriesFilter, minDurationMs = 0): number {
  const lowest = bucketOf(minDurationMs);
  return rollup
    .filter((series) => matches(series, filter))
    .reduce((sum, [, , , , latency]) => sum + add(new Map(), latency, lowest), 0);
}

type Key = [
  service: string,
  method: string,
  route: string | null,
  statusClass: number,
  caller: string | null,
];

function collector() {
  const collected = new Map<string, { key: Key; histogram: Histogram }>();
  return {
    of(...key: Key): Histogram {
      const name = JSON.stringify(key);
      const found = collected.get(name);
      if (found) return found.histogram;
      const histogram: Histogram = new Map();
      collected.set(name, { key, histogram });
      return histogram;
    },
    rollup: (): Rollup =>
      [...collected.values()].map(({ key: [service, method, route, statusClass, caller], histogram }) => [
        service,
        method,
        route,
        statusClass,
        encode(histogram),
        caller,
      ]),
  };
}
