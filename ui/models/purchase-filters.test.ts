import { describe, expect, it } from "vitest";
import { stateOf, toPurchasesQuery } from "./purchase-filters.ts";

describe("what the API is asked for", () => {
  it("is nothing while nothing is narrowed", () => {
    expect(toPurchasesQuery({})).toEqual({});
  });

  it("is each filter in the API's own terms", () => {
    const filters = { client: "7", product: "42", from: "2026-11-01", to: "2026-11-23", totalFrom: "49,90" };
    expect(toPurchasesQuery({ ...filters, state: "waiting", totalTo: "1.000,00" })).toEqual({
      clientId: "7",
      productId: "42",
      fulfilled: "false",
      cancelled: "false",
      from: "2026-11-01",
      to: "2026-11-23",
      minTotalCents: "4990",
      maxTotalCents: "100000",
    });
  });

  it("leaves out what can't be read", () => {
    const filters = { client: "ana", product: "0", state: "lost", from: "yesterday", totalFrom: "much" };
    expect(toPurchasesQuery(filters)).toEqual({});
  });
});

it("a cancelled purchase is that, whether it was fulfilled or not", () => {
  expect(stateOf({ fulfilled: true, cancelled: true })).toBe("cancelled");
  expect(stateOf({ fulfilled: false, cancelled: false })).toBe("waiting");
});
