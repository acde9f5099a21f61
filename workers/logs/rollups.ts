import type { LogEntry } from "./entry.ts";
import { add, bucketOf, type EncodedHistogram, encode, type Histogram, record } from "./histogram.ts";

/** The requests of one service, method, route and class of statuses (2 for 2xx), counted by latency. */
export type Series = [
  service: string,
  method: string,
  route: string | null,
  statusClass: number,
  latency: EncodedHistogram,
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
}

export function rollUp(entries: Iterable<LogEntry>): Rollup {
  const collected = collector();
  for (const entry of entries) {
    const statusClass = Math.floor(entry.status / 100);
    record(collected.of(entry.service, entry.method, entry.route, statusClass), entry.durationMs);
  }
  return collected.rollup();
}

/** Adds up rollups, which must be of different entries. */
export function mergeRollups(rollups: Iterable<Rollup>): Rollup {
  const collected = collector();
  for (const rollup of rollups) {
    for (const [service, method, route, statusClass, latency] of rollup) {
      add(collected.of(service, method, route, statusClass), latency);
    }
  }
  return collected.rollup();
}

export function matches([service, method, route, statusClass]: Series, filter: SeriesFilter): boolean {
  return (
    (filter.service === undefined || filter.service === service) &&
    (filter.method === undefined || filter.method === method) &&
    (filter.status === undefined || filter.status.startsWith(String(statusClass))) &&
    (filter.route === undefined || filter.route === (route ?? "*"))
  );
}

/** How many entries of a rollup can match: exact for series, never too few for the duration (ms). */
export function countMatching(rollup: Rollup, filter: SeriesFilter, minDurationMs = 0): number {
  const lowest = bucketOf(minDurationMs);
  return rollup
    .filter((series) => matches(series, filter))
    .reduce((sum, [, , , , latency]) => sum + add(new Map(), latency, lowest), 0);
}

function collector() {
  const series = new Map<string, { key: [string, string, string | null, number]; histogram: Histogram }>();
  return {
    of(...key: [service: string, method: string, route: string | null, statusClass: number]): Histogram {
      const name = JSON.stringify(key);
      const found = series.get(name);
      if (found) return found.histogram;
      const histogram: Histogram = new Map();
      series.set(name, { key, histogram });
      return histogram;
    },
    rollup: (): Rollup => [...series.values()].map(({ key, histogram }) => [...key, encode(histogram)]),
  };
}
