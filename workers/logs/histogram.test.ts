import fc from "fast-check";
import { expect, it } from "vitest";
import { add, encode, type Histogram, percentiles, record } from "./histogram.ts";

const durations = fc.array(
  fc.oneof(fc.double({ min: 1e-4, max: 60_000, noNaN: true }), fc.nat(300), fc.constant(0)),
  { maxLength: 60 },
);

function histogramOf(values: number[]): Histogram {
  const histogram: Histogram = new Map();
  for (const value of values) record(histogram, value);
  return histogram;
}

function merge(...parts: Histogram[]): Histogram {
  const merged: Histogram = new Map();
  for (const part of parts) add(merged, encode(part));
  return merged;
}

it("answers percentiles within 1 % of the exact nearest rank, zero and microseconds included", () => {
  fc.assert(
    fc.property(durations, fc.constantFrom(0.5, 0.9, 0.95, 0.99), (values, quantile) => {
      const sorted = values.toSorted((a, b) => a - b);
      const exact = sorted[Math.max(1, Math.ceil(quantile * sorted.length)) - 1] ?? null;
      const [answered] = percentiles(histogramOf(values), [quantile]);
      const isNear = exact === null ? answered === null : Math.abs(answered! - exact) <= 0.01 * exact;
      expect({ exact, answered, isNear }).toEqual({ exact, answered, isNear: true });
    }),
    { numRuns: 500 },
  );
});

it("merges to the same as counting everything in one, in any order and grouping", () => {
  fc.assert(
    fc.property(durations, durations, durations, (a, b, c) => {
      const [A, B, C] = [histogramOf(a), histogramOf(b), histogramOf(c)];
      const all = encode(histogramOf([...a, ...b, ...c]));
      expect(encode(merge(A, B, C))).toEqual(all);
      expect(encode(merge(C, merge(B, A)))).toEqual(all);
      expect(encode(merge(merge(A, C), B))).toEqual(all);
    }),
  );
});

it("is the same after encoding and decoding", () => {
  fc.assert(
    fc.property(durations, (values) => {
      const histogram = histogramOf(values);
      const decoded: Histogram = new Map();
      expect(add(decoded, JSON.parse(JSON.stringify(encode(histogram))))).toBe(values.length);
      expect(encode(decoded)).toEqual(encode(histogram));
      expect(decoded.size).toBe(histogram.size);
    }),
  );
});

it("encodes buckets as steps, so that neighbours stay short", () => {
  expect(encode(histogramOf([100, 100, 102]))).toEqual([233, 2, 1, 1]);
  expect(encode(histogramOf([]))).toEqual([]);
});
