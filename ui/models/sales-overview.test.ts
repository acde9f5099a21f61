import { describe, expect, it } from "vitest";
import { changeOf, toBars } from "./sales-overview.ts";

const days = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    day: new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10),
    purchases: 1,
    revenueCents: 100,
    averageTicketCents: 100,
    units: 1,
    unfulfilled: 0,
    cancelled: 0,
  }));

describe("toBars", () => {
  it("has a bar for each day of up to a quarter", () => {
    const bars = toBars(days(90));
    expect([bars.length, bars[0]]).toEqual([
      90,
      { from: "2026-01-01", to: "2026-01-01", revenueCents: 100, purchases: 1 },
    ]);
  });

  it("has a bar for each week of a year, the first one short", () => {
    const bars = toBars(days(365));
    expect([bars.length, bars[0], bars.at(-1)]).toEqual([
      53,
      { from: "2026-01-01", to: "2026-01-01", revenueCents: 100, purchases: 1 },
      { from: "2026-12-25", to: "2026-12-31", revenueCents: 700, purchases: 7 },
    ]);
  });
});

describe("changeOf", () => {
  it.each([
    [150, 100, 0.5],
    [50, 100, -0.5],
    [0, 100, -1],
    [5, 0, null],
    [null, 100, null],
    [100, null, null],
  ])("%s after %s is %s", (now, before, change) => {
    expect(changeOf(now, before)).toBe(change);
  });
});
