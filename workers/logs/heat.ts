import * as z from "zod";
import { type Histogram, valueOf } from "./histogram.ts";

/** The upper ends of the bands that latencies are told in, in milliseconds; a last one is without end. */
export const BANDS_MS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000] as const;

/** A heat map of latency over time. */
export const Heat = z
  .object({
    bandsMs: z.array(z.number()).describe("The upper end of each band but the last, which has none."),
    counts: z
      .array(z.array(z.int()))
      .describe("For each bucket of the period, how many requests were in each band."),
  })
  .meta({ id: "LatencyHeat" });

/** How many of each bucket's latencies are in each band. A latency is at most 1 % off, as its percentiles are. */
export function heatOf(buckets: readonly Histogram[]): z.infer<typeof Heat> {
  return { bandsMs: [...BANDS_MS], counts: buckets.map(countBands) };
}

function countBands(latency: Histogram): number[] {
  const counts = Array.from({ length: BANDS_MS.length + 1 }, () => 0);
  for (const [bucket, many] of latency) counts[bandOf(valueOf(bucket))]! += many;
  return counts;
}

/** The first band that ends at or after a duration (ms). */
function bandOf(durationMs: number): number {
  const band = BANDS_MS.findIndex((end) => durationMs <= end);
  return band === -1 ? BANDS_MS.length : band;
}
