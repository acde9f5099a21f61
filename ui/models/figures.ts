import type { LogStats } from "../api.ts";
import { errorRate } from "./overview.ts";

type Figures = LogStats["total"];

/** What is told of requests, and how to find it in their figures. */
export const MEASURES = {
  count: ({ count }: Figures) => count,
  errors: ({ errors }: Figures) => errors,
  errorRate: (figures: Figures) => (figures.count === 0 ? null : errorRate(figures)),
  p50: ({ p50 }: Figures) => p50,
  p95: ({ p95 }: Figures) => p95,
  p99: ({ p99 }: Figures) => p99,
};

export type Measure = keyof typeof MEASURES;

/** How a figure changed: a rate in points, between -1 and 1, and others as a share of what they were. */
export interface Difference {
  by: number;
  inPoints: boolean;
  /** Null where neither is: more requests, and no change. */
  isWorse: boolean | null;
}

/** How a figure changed; null where there is nothing to compare with. */
export function differenceOf(measure: Measure, now: Figures, before: Figures | null): Difference | null {
  const [later, earlier] = [MEASURES[measure](now), before && MEASURES[measure](before)];
  if (later === null || earlier === null) return null;
  const inPoints = measure === "errorRate";
  if (!inPoints && earlier === 0) return null;
  const change = inPoints ? later - earlier : (later - earlier) / earlier;
  const by = Math.round(change * 1000) / 1000;
  return { by, inPoints, isWorse: measure === "count" || by === 0 ? null : by > 0 };
}
