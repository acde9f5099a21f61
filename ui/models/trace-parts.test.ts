import { describe, expect, it } from "vitest";
import type { TraceSpan } from "../api-traces.ts";
import { sumUp, ticksOf, toParts } from "./trace-parts.ts";

function span(
  spanId: string,
  parentSpanId: string | null,
  kind: TraceSpan["kind"],
  startMs: number,
  durationMs: number,
  more: Partial<TraceSpan> = {},
): TraceSpan {
  const nothing = { version: null, status: null, rowsRead: null, rowsWritten: null, region: null };
  return {
    spanId,
    parentSpanId,
    kind,
    name: spanId,
    service: "sales",
    startMs,
    durationMs,
    ...nothing,
    ...more,
  };
}

/** A sale that asks two services at once, and a message that comes later. */
const SALE = [
  span("sale", null, "request", 0, 50, { status: 201, service: "gateway" }),
  span("call", "sale", "call", 1, 48),
  span("sales", "call", "service", 2, 46),
  span("catalog", "sales", "call", 10, 20),
  span("clients", "sales", "call", 5, 15),
  span("batch", "sales", "database", 35, 10, { rowsRead: 81, rowsWritten: 31 }),
  span("message", "sale", "message", 1050, 8),
  span("queue", "message", "queue", 50, 1000),
  span("update", "message", "database", 1052, 4, { rowsRead: 1, rowsWritten: 1 }),
];

describe("the parts of a trace", () => {
  it("stand in order of time, each in what asked for it, and the queue before its message", () => {
    expect(toParts(SALE).map(({ span: { spanId }, level }) => [spanId, level])).toEqual([
      ["sale", 0],
      ["call", 1],
      ["sales", 2],
      ["clients", 3],
      ["catalog", 3],
      ["batch", 3],
      ["queue", 1],
      ["message", 1],
      ["update", 2],
    ]);
  });

  it("have as their own what no part in them covers, where some are at the same time", () => {
    const own = new Map(toParts(SALE).map(({ span: { spanId }, ownMs }) => [spanId, ownMs]));
    expect(own.get("sales")).toBe(11);
    expect(own.get("call")).toBe(2);
    expect(own.get("message")).toBe(4);
    expect(own.get("queue")).toBe(1000);
  });

  it("stand alone where the part that asked for them isn't known", () => {
    const [part] = toParts([span("sale", "elsewhere", "request", 0, 5)]);
    expect(part).toMatchObject({ level: 0, parent: null, ownMs: 5 });
  });

  it("come to a sum", () => {
    expect(sumUp(SALE)).toMatchObject({
      answeredMs: 50,
      doneMs: 1058,
      services: ["sales"],
      databaseCalls: 2,
      databaseMs: 14,
      rowsRead: 82,
      rowsWritten: 32,
      queuedMs: 1000,
    });
  });
});

it.each([
  [75, [0, 20, 40, 60]],
  [1058, [0, 500, 1000]],
  [4, [0, 1, 2, 3, 4]],
  [0, [0]],
])("an axis of %d ms has round times", (lengthMs, ticks) => {
  expect(ticksOf(lengthMs)).toEqual(ticks);
});
