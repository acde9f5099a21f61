import { SELF } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { createTestClient } from "../shared/test-client.ts";
import { deliver, entry, forgetAll } from "./test-log.ts";

const api = createTestClient(SELF);

/** Ids as the gateway makes them: the time first, 2031-03-05T10:00:00.000Z. */
const SOLD = "01c1790cd50000000000000000000001";
const FOREIGN = "ffffffffffffffffffffffffffffff01";
const at = (time: string) => `2031-03-05T10:${time}Z`;

/** What sales tells of a sale: it asked clients, then wrote. */
const CLIENTS = JSON.stringify(["0.1.0+c1", 4, [["db", "select clients", 1, 2, 1, 0, "WEUR"]]]);
const SALES = JSON.stringify([
  "0.1.0+5a",
  20,
  [
    ["call", "clients", 2, 6, 200, CLIENTS],
    ["db", "batch of 9", 9, 10.5, 40, 12, "ENAM"],
  ],
]);

beforeAll(async () => {
  await forgetAll();
  await deliver([
    [
      entry({
        id: "01c1790c-d500-7000-8000-000000000001",
        time: at("00:00.000"),
        requestId: SOLD,
        spanId: "00000000000000f0",
        parentSpanId: null,
        service: "sales",
        version: "0.1.0+5a",
        method: "POST",
        route: "/api/purchases",
        path: "/api/purchases",
        status: 201,
        durationMs: 30,
        spans: JSON.stringify([["call", "sales", 4, 24, 201, SALES]]),
      }),
      entry({
        id: "01c1790c-d500-7000-8000-000000000002",
        time: at("00:02.000"),
        requestId: SOLD,
        spanId: "0000000000000a00",
        parentSpanId: "00000000000000f0",
        service: "sales",
        version: "0.1.0+5a",
        method: "QUEUE",
        route: "fachada-sales-events",
        path: "/api/events/7",
        durationMs: 5,
        spans: JSON.stringify([["queue", "fachada-sales-events", -1900, 1900]]),
      }),
      entry({
        id: "01c1790c-d500-7000-8000-000000000003",
        time: at("00:00.000"),
        requestId: FOREIGN,
        spanId: null,
      }),
      entry({
        id: "01c1790c-d500-7000-8000-000000000004",
        time: at("00:01.000"),
        requestId: "01c1790cd50000000000000000000002",
        spans: "not JSON",
      }),
    ],
  ]);
});

const NOTHING_MORE = { status: null, rowsRead: null, rowsWritten: null, region: null };

describe("a trace", () => {
  it("shows where the time of a request went, through services, databases and queues", async () => {
    const { status, body } = await api.get(`/api/logs/${SOLD}`);
    expect(status).toBe(200);
    const { spans, entries, ...trace } = body;
    expect(trace).toEqual({ requestId: SOLD, startedAt: at("00:00.000"), durationMs: 2005 });
    expect(entries.map(({ method, path }: Record<string, string>) => [method, path])).toEqual([
      ["POST", "/api/purchases"],
      ["QUEUE", "/api/events/7"],
    ]);
    const sales = { service: "sales", version: "0.1.0+5a" };
    const gateway = { service: "gateway", version: null };
    const root = "00000000000000f0";
    expect(spans).toEqual([
      {
        ...NOTHING_MORE,
        ...gateway,
        spanId: root,
        parentSpanId: null,
        kind: "request",
        name: "POST /api/purchases",
        startMs: 0,
        durationMs: 30,
        status: 201,
      },
      {
        ...NOTHING_MORE,
        ...gateway,
        spanId: "00000000000000f1",
        parentSpanId: root,
        kind: "call",
        name: "sales",
        startMs: 4,
        durationMs: 24,
        status: 201,
      },
      {
        ...NOTHING_MORE,
        ...sales,
        spanId: "00000000000000f2",
        parentSpanId: "00000000000000f1",
        kind: "service",
        name: "sales",
        startMs: 6,
        durationMs: 20,
        status: 201,
      },
      {
        ...NOTHING_MORE,
        ...sales,
        spanId: "00000000000000f3",
        parentSpanId: "00000000000000f2",
        kind: "call",
        name: "clients",
        startMs: 8,
        durationMs: 6,
        status: 200,
      },
      {
        ...NOTHING_MORE,
        service: "clients",
        version: "0.1.0+c1",
        spanId: "00000000000000f4",
        parentSpanId: "00000000000000f3",
        kind: "service",
        name: "clients",
        startMs: 9,
        durationMs: 4,
        status: 200,
      },
      {
        ...NOTHING_MORE,
        service: "clients",
        version: "0.1.0+c1",
        spanId: "00000000000000f5",
        parentSpanId: "00000000000000f4",
        kind: "database",
        name: "select clients",
        startMs: 10,
        durationMs: 2,
        rowsRead: 1,
        rowsWritten: 0,
        region: "WEUR",
      },
      {
        ...NOTHING_MORE,
        ...sales,
        spanId: "00000000000000f6",
        parentSpanId: "00000000000000f2",
        kind: "database",
        name: "batch of 9",
        startMs: 15,
        durationMs: 10.5,
        rowsRead: 40,
        rowsWritten: 12,
        region: "ENAM",
      },
      {
        ...NOTHING_MORE,
        ...sales,
        spanId: "0000000000000a00",
        parentSpanId: root,
        kind: "message",
        name: "QUEUE fachada-sales-events",
        startMs: 2000,
        durationMs: 5,
        status: 200,
      },
      {
        ...NOTHING_MORE,
        ...sales,
        spanId: "0000000000000a01",
        parentSpanId: "0000000000000a00",
        kind: "queue",
        name: "fachada-sales-events",
        startMs: 100,
        durationMs: 1900,
      },
    ]);
  });

  it("leaves out what a service says that can't be read", async () => {
    const { body } = await api.get("/api/logs/01c1790cd50000000000000000000002");
    expect(body.spans).toHaveLength(1);
  });

  it("that others began is found by its time", async () => {
    const found = await api.get(`/api/logs/${FOREIGN}?at=${at("00:20")}`);
    expect([found.status, found.body.spans.length]).toEqual([200, 1]);
    expect((await api.get(`/api/logs/${FOREIGN}?at=${at("30:00")}`)).status).toBe(404);
  });

  it("of the gateway is looked for in the minutes after its id was made", async () => {
    const made = Date.now() - 3 * 60 * 60_000;
    const requestId = `${made.toString(16).padStart(12, "0")}00000000000000000001`;
    const later = (minutes: number) =>
      entry({ time: new Date(made + minutes * 60_000).toISOString(), requestId });
    await deliver([[later(0), later(9), later(20), later(61)]]);
    const count = async (query = "") => (await api.get(`/api/logs/${requestId}${query}`)).body.entries.length;
    expect([await count(), await count("?minutes=60"), await count("?minutes=90")]).toEqual([2, 3, 4]);
  });

  it("is not to be had of an id that the log doesn't know, or that is none", async () => {
    const { status, body } = await api.get("/api/logs/01c1790cd500000000000000000000ff");
    expect([status, body.code]).toEqual([404, "not-found"]);
    expect((await api.get("/api/logs/01c1b6e7")).status).toBe(400);
  });
});

it("a trace is exported as OpenTelemetry's collectors take it", async () => {
  const { body, headers } = await api.get(`/api/logs/${SOLD}/otlp`);
  expect(headers.get("content-disposition")).toBe(`attachment; filename="trace-${SOLD}.json"`);
  const services = body.resourceSpans.map(
    (each: {
      resource: { attributes: { value: { stringValue: string } }[] };
      scopeSpans: { spans: object[] }[];
    }) => [
      ...each.resource.attributes.map(({ value }) => value.stringValue),
      each.scopeSpans[0]!.spans.length,
    ],
  );
  expect(services).toEqual([
    ["gateway", 2],
    ["sales", "0.1.0+5a", 5],
    ["clients", "0.1.0+c1", 2],
  ]);
  expect(body.resourceSpans[2].scopeSpans[0].spans[1]).toEqual({
    traceId: SOLD,
    spanId: "00000000000000f5",
    parentSpanId: "00000000000000f4",
    name: "select clients",
    kind: 3,
    startTimeUnixNano: "1930471200010000000",
    endTimeUnixNano: "1930471200012000000",
    attributes: [
      { key: "db.system.name", value: { stringValue: "sqlite" } },
      { key: "db.query.summary", value: { stringValue: "select clients" } },
      { key: "fachada.rows_read", value: { intValue: "1" } },
      { key: "fachada.rows_written", value: { intValue: "0" } },
      { key: "cloud.region", value: { stringValue: "WEUR" } },
    ],
    status: {},
  });
});
