import { describe, expect, it } from "vitest";
import { narrowed, requestsBehind, toView } from "./narrowing.ts";

describe("what the figures are narrowed to", () => {
  it("is never what the API refuses, whatever the address says", () => {
    expect(
      toView({ country: "BR", route: "/api/clients", method: "GET", caller: "none", by: "caller" }),
    ).toEqual({
      groupBy: "service",
      narrowing: { country: "BR" },
    });
    expect(toView({ route: "/api/clients", service: "clients", by: "colo" })).toEqual({
      groupBy: "route",
      narrowing: { route: "/api/clients", service: "clients" },
    });
    expect(toView({ status: "5xx", by: "country" })).toEqual({
      groupBy: "country",
      narrowing: { status: "5xx" },
    });
    expect(toView({ by: "nonsense", days: "7" })).toEqual({ groupBy: "route", narrowing: {} });
  });

  it("grows by a group, and what is left to tell apart comes next", () => {
    expect(narrowed("service", "clients", {})).toEqual({ service: "clients", by: "route" });
    expect(narrowed("route", "GET /api/clients/:id", { service: "clients" })).toEqual({
      country: undefined,
      colo: undefined,
      method: "GET",
      route: "/api/clients/:id",
      by: "caller",
    });
    expect(narrowed("country", "BR", { service: "clients" })).toMatchObject({ country: "BR", by: "colo" });
    expect(narrowed("service", "clients", { country: "BR" })).toEqual({ service: "clients", by: "colo" });
  });

  it("leads to the requests behind", () => {
    expect(requestsBehind({ service: "clients", method: "GET", route: "/api/clients/:id" }, "6h")).toBe(
      "/requests?route=%2Fapi%2Fclients%2F%3Aid&service=clients&method=GET&period=6h",
    );
  });
});
