import { computed, type ReadonlySignal, signal } from "@preact/signals";
import {
  readSalesSummary,
  type SalesDay,
  type SalesFigures,
  type SalesSummary,
} from "../api-sales-summary.ts";
import { poll } from "./polling.ts";
import { createResource, type Resource } from "./resource.ts";

const REFRESH_MS = 60_000;

/** Longer periods are drawn week by week. */
const MOST_BARS = 92;
const WEEK = 7;

/** How many days back the sales can be looked at. */
export const SALES_PERIODS = ["7", "30", "90", "365"] as const;

export type SalesPeriod = (typeof SALES_PERIODS)[number];

export interface SalesOverview extends Omit<Resource<SalesPeriod, SalesSummary>, "load"> {
  /** The figures shown are not yet those that were asked for last. */
  isStale: ReadonlySignal<boolean>;
  /** Reads the figures, and again from time to time. Answers how to stop. */
  follow: (days: SalesPeriod) => () => void;
  retry: () => Promise<void>;
}

/** What was sold up to now. */
export function createSalesOverview(): SalesOverview {
  const { load, ...summary } = createResource(readSalesSummary);
  const current = signal<SalesPeriod>("30");
  const retry = () => load(current.value);
  return {
    ...summary,
    isStale: computed(() => summary.data.value?.days.length !== Number(current.value)),
    retry,
    follow: (days) => {
      current.value = days;
      void retry();
      return poll(retry, REFRESH_MS);
    },
  };
}

/** Whether anything happened at all. */
export function isEmpty({ purchases, unfulfilled, cancelled }: SalesFigures): boolean {
  return purchases + unfulfilled + cancelled === 0;
}

/** How much more there is than before, as a share of it; null where there was nothing. */
export function changeOf(now: number | null, before: number | null): number | null {
  return now === null || !before ? null : (now - before) / before;
}

/** What a bar stands for: a day, or of long periods seven of them. */
export interface Bar {
  from: string;
  to: string;
  revenueCents: number;
  purchases: number;
}

/** The bars of a period; of weeks, the last is the one that ends with it. */
export function toBars(days: SalesDay[]): Bar[] {
  const length = days.length > MOST_BARS ? WEEK : 1;
  const bars: Bar[] = [];
  for (let end = days.length; end > 0; end -= length) {
    const some = days.slice(Math.max(0, end - length), end);
    bars.unshift({
      from: some[0]!.day,
      to: some.at(-1)!.day,
      revenueCents: some.reduce((sum, day) => sum + day.revenueCents, 0),
      purchases: some.reduce((sum, day) => sum + day.purchases, 0),
    });
  }
  return bars;
}
