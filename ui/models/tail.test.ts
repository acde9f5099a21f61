import { expect, it } from "vitest";
import type { LogEntry } from "../api.ts";
import { mergeHeard } from "./tail.ts";

const entry = (id: string, second: number) => ({ id, time: `2026-11-23T14:05:0${second}.000Z` }) as LogEntry;

const ROWS = [entry("e", 5), entry("c", 3)];

it("puts what was heard among the rows by its time, each once", () => {
  const heard = [entry("d", 4), entry("e", 5), entry("f", 6), entry("g", 6)];
  expect(mergeHeard(ROWS, heard, { hasMore: true }).map(({ id }) => id)).toEqual(["g", "f", "e", "d", "c"]);
});

it("leaves what is older than the last row to the next page, if there is one", () => {
  const heard = [entry("b", 2)];
  expect(mergeHeard(ROWS, heard, { hasMore: true })).toBe(ROWS);
  expect(mergeHeard(ROWS, heard, { hasMore: false }).map(({ id }) => id)).toEqual(["e", "c", "b"]);
});
