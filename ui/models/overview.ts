import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { type GroupBy, type LogStats, readStats } from "../api.ts";
import type { Narrowing } from "./narrowing.ts";
import { minutesOf, type Period, rangeOf } from "./periods.ts";
import { poll } from "./polling.ts";
import { createResource, type Resource } from "./resource.ts";

export interface OverviewQuery {
  period: Period;
  groupBy: GroupBy;
  narrowing: Narrowing;
}

/** Figures, and what they are figures of. */
export interface OverviewFigures extends LogStats {
  query: OverviewQuery;
}

export interface Overview extends Omit<Resource<OverviewQuery, OverviewFigures>, "load"> {
  /** The figures shown are not yet those that were asked for last. */
  isStale: ReadonlySignal<boolean>;
  /** Reads the figures, and again every few seconds as long as the period is short. Answers how to stop. */
  follow: (query: OverviewQuery) => () => void;
  retry: () => Promise<void>;
}

/** The figures of the request log over a period that ends now, and of the one before. */
export function createOverview(): Overview {
  const { load, ...stats } = createResource(
    async (query: OverviewQuery, signal): Promise<OverviewFigures> => {
      const { period, groupBy, narrowing } = query;
      const asked = { ...rangeOf(period), groupBy, ...narrowing, compare: "true", heat: "true" } as const;
      return { ...(await readStats(asked, signal)), query };
    },
  );
  const current = signal<OverviewQuery>({ period: "1h", groupBy: "route", narrowing: {} });
  const retry = () => load(current.value);
  return {
    ...stats,
    isStale: computed(() => stats.data.value?.query !== current.value),
    retry,
    follow: (query) => {
      current.value = query;
      void retry();
      return poll(retry, refreshMs(query.period));
    },
  };
}

function refreshMs(period: Period): number {
  return minutesOf(period) <= 60 ? 5000 : minutesOf(period) <= 1440 ? 30_000 : 120_000;
}

/** The share of requests that failed, between 0 and 1. */
export function errorRate(figures: { count: number; errors: number }): number {
  return figures.count === 0 ? 0 : figures.errors / figures.count;
}
