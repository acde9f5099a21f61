/**
 * A mergeable histogram of latencies: the buckets of DDSketch (Masson, Rim, Lee: VLDB 2019, arXiv 1908.10693).
 * Bucket i counts values in (γ^(i−1), γ^i] ms and stands for the value whose relative error to both ends is ALPHA,
 * so a percentile is at most 1 % off, whatever was merged in whatever order.
 */
export type Histogram = Map<number, number>;

/** Buckets in ascending order: the first one's index and count, then steps to the next index and its count. */
export type EncodedHistogram = number[];

/** A hair under 1 %, which leaves room for rounding the answer to five digits. */
const ALPHA = 0.0099;
const GAMMA = (1 + ALPHA) / (1 - ALPHA);
const LOG_GAMMA = Math.log(GAMMA);
/** Counts zero, and what no clock can tell from it: 1 ns and less. */
const ZERO = Math.ceil(Math.log(1e-6) / LOG_GAMMA);

/** The bucket of a duration in milliseconds; a longer one is never in a lower bucket. */
export function bucketOf(durationMs: number): number {
  return durationMs <= 0 ? ZERO : Math.max(ZERO, Math.ceil(Math.log(durationMs) / LOG_GAMMA));
}

/** Counts one duration (ms). */
export function record(histogram: Histogram, durationMs: number): void {
  const bucket = bucketOf(durationMs);
  histogram.set(bucket, (histogram.get(bucket) ?? 0) + 1);
}

/** Adds what an encoded histogram counted, in its buckets from `lowest` on; answers how many that were. */
export function add(histogram: Histogram, encoded: EncodedHistogram, lowest = -Infinity): number {
  let bucket = 0;
  let added = 0;
  for (let i = 0; i + 1 < encoded.length; i += 2) {
    bucket += encoded[i] ?? 0;
    const count = encoded[i + 1] ?? 0;
    if (bucket < lowest) continue;
    histogram.set(bucket, (histogram.get(bucket) ?? 0) + count);
    added += count;
  }
  return added;
}

export function encode(histogram: Histogram): EncodedHistogram {
  let last = 0;
  return [...histogram]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([bucket, count]) => {
      const step = bucket - last;
      last = bucket;
      return [step, count];
    });
}

/**
 * The nearest-rank percentiles for ascending quantiles (0–1), in milliseconds with five significant digits;
 * null for each if nothing was counted.
 */
export function percentiles(histogram: Histogram, quantiles: readonly number[]): (number | null)[] {
  const buckets = [...histogram].toSorted(([a], [b]) => a - b);
  const total = buckets.reduce((sum, [, count]) => sum + count, 0);
  let at = 0;
  let reached = 0;
  return quantiles.map((quantile) => {
    const rank = Math.max(1, Math.ceil(quantile * total));
    while (reached < rank && at < buckets.length) reached += buckets[at++]?.[1] ?? 0;
    const bucket = buckets[at - 1]?.[0];
    return bucket === undefined ? null : valueOf(bucket);
  });
}

/** The duration that a bucket stands for, in milliseconds. */
export function valueOf(bucket: number): number {
  if (bucket <= ZERO) return 0;
  return Number(((2 * GAMMA ** bucket) / (GAMMA + 1)).toPrecision(5));
}
