import { expect, it } from "vitest";
import type { AlertRule } from "../api-alerts.ts";
import { changesBetween, faultsOf, newRuleOf, textsOf, valueOf } from "./alert-rule-texts.ts";

it.each([
  ["error-rate", "5", 0.05],
  ["error-rate", "7", 0.07],
  ["error-rate", "2,5", 0.025],
  ["error-rate", "2.5 %", 0.025],
  ["error-rate", "0,125", 0.001_25],
  ["error-rate", "150", 1.5],
  ["error-rate", "-5", Number.NaN],
  ["error-rate", "five", Number.NaN],
  ["p95", "500", 500],
  ["p95", "1.500 ms", 1500],
  ["p95", "1,500", 1500],
  ["p95", "0.5", 0.5],
  ["p95", "", null],
] as const)("reads a limit of %s, %s, as %s", (kind, text, value) => {
  expect(valueOf(kind, "threshold", text)).toBe(value);
});

const RULE: AlertRule = {
  id: 2,
  name: "Clients fail",
  kind: "error-rate",
  threshold: 0.07,
  windowMinutes: 5,
  minRequests: 10,
  forMinutes: 2,
  recoverMinutes: 5,
  service: "clients",
  route: null,
  method: null,
  caller: null,
  active: true,
  state: "ok",
  since: null,
  value: null,
  requests: null,
  evaluatedAt: null,
  version: 1,
  createdAt: "2026-11-23T14:04:12.000Z",
  updatedAt: "2026-11-23T14:04:12.000Z",
};

it("sends what means something else than before, and nothing else", () => {
  const texts = textsOf(RULE);
  expect(texts.threshold).toBe("7");
  expect(changesBetween(texts, { ...texts, threshold: "7,0", name: " Clients fail " })).toEqual({});
  expect(changesBetween(texts, { ...texts, threshold: "7,5", service: "", route: "*" })).toEqual({
    threshold: 0.075,
    service: null,
    route: "*",
  });
});

it("sends no limit of silence, and doesn't ask for one", () => {
  const silence = { ...textsOf(null), kind: "silence", name: "Nobody buys", threshold: "", minRequests: "x" };
  expect(faultsOf(silence)).toEqual([]);
  expect(newRuleOf(silence)).toEqual({
    kind: "silence",
    name: "Nobody buys",
    windowMinutes: 5,
    forMinutes: 2,
    recoverMinutes: 5,
    service: null,
    route: null,
    method: null,
    caller: null,
  });
  expect(faultsOf({ ...silence, kind: "p95", windowMinutes: "1.5" })).toMatchObject([
    { pointer: "/threshold", code: "required" },
    { pointer: "/windowMinutes", code: "number" },
    { pointer: "/minRequests", code: "number" },
  ]);
});
