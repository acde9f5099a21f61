import { expect, it } from "vitest";
import { placeAfter, startOf, toHeatMap } from "./heat-map.ts";

const map = toHeatMap({
  bandsMs: [1, 2, 5, 10],
  counts: [
    [0, 1, 0, 0, 0],
    [0, 0, 0, 0, 0],
    [0, 9, 0, 36, 0],
    [0, 0, 0, 0, 0],
  ],
});

it("a heat map leaves out what is empty at both ends, and shades from one to the most", () => {
  expect(map.bands).toEqual([
    { fromMs: 1, toMs: 2 },
    { fromMs: 2, toMs: 5 },
    { fromMs: 5, toMs: 10 },
  ]);
  expect(map.cells).toEqual([
    { column: 0, row: 0, count: 1, level: 1 },
    { column: 2, row: 0, count: 9, level: 3 },
    { column: 2, row: 2, count: 36, level: 6 },
  ]);
});

it("a heat map is walked from its newest and fullest, and not beyond its ends", () => {
  expect(startOf(map)).toEqual({ column: 2, row: 2 });
  expect(placeAfter(map, { column: 2, row: 2 }, "ArrowUp")).toEqual({ column: 2, row: 2 });
  expect(placeAfter(map, { column: 2, row: 2 }, "ArrowDown")).toEqual({ column: 2, row: 1 });
  expect(placeAfter(map, { column: 3, row: 0 }, "ArrowRight")).toEqual({ column: 3, row: 0 });
});
