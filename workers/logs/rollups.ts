import type { LogEntry } from "../shared/log-entry.ts";
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

/** The same requests by where they came from and in. */
export type Place = [
  service: string,
  statusClass: number,
  country: string | null,
  colo: string | null,
  latency: EncodedHistogram,
];

/** When a version of a service was first seen, in epoch milliseconds. */
export type Sighting = [service: string, version: string, firstMs: number];

/** What is kept of a period's entries: one series per combination that occurs. A series' count is its histogram's. */
export interface Rollup {
  series: Series[];
  places: Place[];
  versions: Sighting[];
}

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

/** Which places are meant; `none` is where nobody said. */
export interface PlaceFilter extends Pick<SeriesFilter, "service" | "status"> {
  country?: string | undefined;
  colo?: string | undefined;
}

/** What stands for a caller who wasn't known, or a place that nobody said. */
export const NONE = "none";

export function rollUp(entries: Iterable<LogEntry>): Rollup {
  const collected = collector();
  for (const entry of entries) {
    const statusClass = Math.floor(entry.status / 100);
    const { service, method, route, caller, country, colo, version } = entry;
    record(collected.series.of([service, method, route, statusClass, caller]), entry.durationMs);
    record(collected.places.of([service, statusClass, country, colo]), entry.durationMs);
    if (version) collected.see([service, version, Date.parse(entry.time)]);
  }
  return collected.rollup();
}

/** Adds up rollups, which must be of different entries. */
export function mergeRollups(rollups: Iterable<Rollup>): Rollup {
  const collected = collector();
  for (const { series, places, versions } of [...rollups].map(completed)) {
    for (const [service, method, route, statusClass, latency, caller] of series) {
      add(collected.series.of([service, method, route, statusClass, caller]), latency);
    }
    for (const [service, statusClass, country, colo, latency] of places) {
      add(collected.places.of([service, statusClass, country, colo]), latency);
    }
    for (const sighting of versions) collected.see(sighting);
  }
  return collected.rollup();
}

/** A rollup of before places were counted is its series alone. */
export function completed(rollup: Rollup | Series[]): Rollup {
  return Array.isArray(rollup) ? { series: rollup, places: [], versions: [] } : rollup;
}

export function matches(series: Series, filter: SeriesFilter): boolean {
  const [service, method, route, statusClass, , caller] = series;
  return (
    (filter.service === undefined || filter.service === service) &&
    (filter.method === undefined || filter.method === method) &&
    (filter.status === undefined || filter.status.startsWith(String(statusClass))) &&
    (filter.route === undefined || filter.route === (route ?? "*")) &&
    (filter.caller === undefined || filter.caller === (caller ?? NONE))
  );
}

export function isAt([service, statusClass, country, colo]: Place, filter: PlaceFilter): boolean {
  return (
    (filter.service === undefined || filter.service === service) &&
    (filter.status === undefined || filter.status.startsWith(String(statusClass))) &&
    (filter.country === undefined || filter.country === (country ?? NONE)) &&
    (filter.colo === undefined || filter.colo === (colo ?? NONE))
  );
}

/** How many entries of a rollup can match: exact for series, never too few for the duration (ms). */
export function countMatching(rollup: Rollup, filter: SeriesFilter, minDurationMs = 0): number {
  const lowest = bucketOf(minDurationMs);
  return completed(rollup)
    .series.filter((series) => matches(series, filter))
    .reduce((sum, [, , , , latency]) => sum + add(new Map(), latency, lowest), 0);
}

type Key = (string | number | null)[];

/** Histograms by what they are of. */
function histograms<K extends Key>() {
  const collected = new Map<string, { key: K; histogram: Histogram }>();
  return {
    of(key: K): Histogram {
      const name = JSON.stringify(key);
      const found = collected.get(name);
      if (found) return found.histogram;
      const histogram: Histogram = new Map();
      collected.set(name, { key, histogram });
      return histogram;
    },
    all: () => [...collected.values()],
  };
}

function collector() {
  const series =
    histograms<
      [service: string, method: string, route: string | null, statusClass: number, caller: string | null]
    >();
  const places =
    histograms<[service: string, statusClass: number, country: string | null, colo: string | null]>();
  const versions = new Map<string, Sighting>();
  return {
    series,
    places,
    see(sighting: Sighting) {
      const [service, version, firstMs] = sighting;
      const known = versions.get(`${service} ${version}`);
      if (!known || firstMs < known[2]) versions.set(`${service} ${version}`, sighting);
    },
    rollup: (): Rollup => ({
      series: series
        .all()
        .map(({ key: [service, method, route, statusClass, caller], histogram }) => [
          service,
          method,
          route,
          statusClass,
          encode(histogram),
          caller,
        ]),
      places: places
        .all()
        .map(({ key: [service, statusClass, country, colo], histogram }) => [
          service,
          statusClass,
          country,
          colo,
          encode(histogram),
        ]),
      versions: [...versions.values()],
    }),
  };
}
