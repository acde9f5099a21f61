import { env, SELF } from "cloudflare:test";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { createTestClient } from "../shared/test-client.ts";
import type { Figures } from "./stats.ts";
import { apiOn, deliver, entry, forgetAll, isOnAnalytics, runCron, runCrons, watched } from "./test-log.ts";

const api = createTestClient(SELF);
const at = (time: string) => `2031-03-05T${time}Z`;
const NOTHING = { count: 0, errors: 0, p50: null, p90: null, p95: null, p99: null };

describe("the figures", () => {
  beforeAll(async () => {
    await forgetAll();
    const list = { route: "/api/clients", path: "/api/clients" };
    await deliver([
      [
        entry({ time: at("10:00:59.999"), durationMs: 10 }),
        entry({ time: at("10:02:00.000"), durationMs: 20, caller: "person:3" }),
        entry({
          time: at("10:02:30.000"),
          durationMs: 30,
          method: "POST",
          status: 422,
          caller: "key:7",
          ...list,
        }),
        entry({ time: at("10:02:59.999"), durationMs: 4000, status: 503, caller: "person:3", ...list }),
        entry({ time: at("10:03:00.000"), durationMs: 0, service: "gateway", route: null, status: 404 }),
      ],
    ]);
  });

  it("are per bucket, in total and by group, with empty buckets between", async () => {
    const { body } = await api.get(
      `/api/logs/stats?from=${at("10:00:30")}&to=${at("10:03:00")}&groupBy=route`,
    );
    const exact = [10, 20, 30, 4000] as const;
    const [ten, twenty, thirty, long] = isOnAnalytics ? exact : ([10.041, 20.08, 29.837, 3970] as const);
    expect(body).toEqual({
      from: at("10:00:00.000"),
      to: at("10:03:00.000"),
      bucketSeconds: 60,
      total: { count: 4, errors: 1, p50: twenty, p90: long, p95: long, p99: long },
      buckets: [
        { start: at("10:00:00.000"), count: 1, errors: 0, p50: ten, p90: ten, p95: ten, p99: ten },
        { start: at("10:01:00.000"), ...NOTHING },
        { start: at("10:02:00.000"), count: 3, errors: 1, p50: thirty, p90: long, p95: long, p99: long },
      ],
      groups: [
        { key: "GET /api/clients/:id", count: 2, errors: 0, p50: ten, p90: twenty, p95: twenty, p99: twenty },
        { key: "GET /api/clients", count: 1, errors: 1, p50: long, p90: long, p95: long, p99: long },
        { key: "POST /api/clients", count: 1, errors: 0, p50: thirty, p90: thirty, p95: thirty, p99: thirty },
      ],
      deploys: [],
      heat: null,
      previous: null,
    });
  });

  it.each([
    ["groupBy=service", { clients: 4, gateway: 1 }],
    ["groupBy=method", { GET: 4, POST: 1 }],
    ["groupBy=status", { "2xx": 2, "4xx": 2, "5xx": 1 }],
    ["groupBy=route&service=gateway", { "GET *": 1 }],
    ["groupBy=method&route=/api/clients", { GET: 1, POST: 1 }],
    ["groupBy=method&route=*", { GET: 1 }],
    ["groupBy=route&method=POST", { "POST /api/clients": 1 }],
    ["groupBy=service&status=4xx", { clients: 1, gateway: 1 }],
    ["groupBy=service&status=1xx", {}],
    ["groupBy=caller", { "person:3": 2, "key:7": 1, none: 2 }],
    ["groupBy=route&caller=person:3", { "GET /api/clients/:id": 1, "GET /api/clients": 1 }],
    ["groupBy=service&caller=none", { clients: 1, gateway: 1 }],
    ["groupBy=caller&status=4xx", { "key:7": 1, none: 1 }],
    ["", {}],
  ])("can be asked for with %s", async (query, expected) => {
    const { body } = await api.get(`/api/logs/stats?from=${at("10:00:00")}&to=${at("11:00:00")}&${query}`);
    const groups = body.groups.map(({ key, count }: { key: string; count: number }) => [key, count]);
    expect(Object.fromEntries(groups)).toEqual(expected);
  });

  it("are those of the last hour if nothing is asked, what came in just now included", async () => {
    const now = Date.now();
    const times = [now - 60 * 60_000 + 5_000, now - 1_000].map((time) => new Date(time).toISOString());
    await deliver([times.map((time) => entry({ time }))]);
    const { body } = await api.get("/api/logs/stats");
    expect(body.total.count).toBe(2);
    expect(body.bucketSeconds).toBe(60);
    expect(Date.parse(body.to)).toBeGreaterThanOrEqual(now);
  });
});

function sum(figures: Figures[], name: "count" | "errors"): number {
  return figures.reduce((all, one) => all + one[name], 0);
}

describe("any period", () => {
  const start = Date.parse("2031-01-01T00:00:00Z");
  const spread = Array.from({ length: 60 }, (_, i) => {
    const time = new Date(start + i * i * 9_000_000).toISOString();
    const caller = i % 5 ? `person:${i % 5}` : null;
    return entry({ time, status: i % 7 ? 200 : 500, method: i % 3 ? "GET" : "PUT", durationMs: i, caller });
  });

  beforeAll(async () => {
    await forgetAll();
    await deliver([spread.slice(0, 55)]);
    await runCrons("2031-12-31T23:00:00Z");
    await deliver([spread.slice(55)]);
    await runCron("2031-12-31T23:59:00Z");
  });

  it("comes in at most 120 aligned contiguous buckets, whose sums are the total and the groups'", async () => {
    const length = fc.oneof(
      fc.integer({ min: 1, max: 366 * 86_400_000 }),
      fc.integer({ min: 1, max: 90_000_000 }),
    );
    const groupBy = fc.constantFrom("route", "service", "method", "status", "caller");
    await fc.assert(
      fc.asyncProperty(fc.nat(366 * 86_400_000), length, groupBy, async (offset, length, groupBy) => {
        const [from, to] = [start + offset, start + offset + length].map((time) =>
          new Date(time).toISOString(),
        );
        const { body } = await api.get(`/api/logs/stats?from=${from}&to=${to}&groupBy=${groupBy}`);
        const step = body.bucketSeconds * 1000;
        expect(body.buckets.length).toBeLessThanOrEqual(120);
        expect(body.from <= from! && body.to >= to!).toBe(true);
        expect(Date.parse(body.from) % step).toBe(0);
        const starts = body.buckets.map((bucket: { start: string }) => Date.parse(bucket.start));
        expect(starts).toEqual(starts.map((_: number, i: number) => Date.parse(body.from) + i * step));
        expect(Date.parse(body.to)).toBe(starts.at(-1) + step);

        const within = spread.filter(({ time }) => time >= body.from && time < body.to);
        const errors = within.filter(({ status }) => status >= 500);
        for (const figures of [[body.total], body.buckets, body.groups]) {
          expect([sum(figures, "count"), sum(figures, "errors")]).toEqual([within.length, errors.length]);
        }
      }),
      { numRuns: 60 },
    );
  }, 20_000);

  it("of 366 days may be asked for", async () => {
    const { status, body } = await api.get(
      "/api/logs/stats?from=2031-01-01T00:00:00Z&to=2032-01-02T00:00:00Z",
    );
    expect(status).toBe(200);
    expect(body.total.count).toBe(60);
  });
});

describe.skipIf(isOnAnalytics)("reading in KV", () => {
  const DAY_MS = 86_400_000;
  const now = Date.parse("2031-06-30T23:59:30Z");

  // 90 days with requests in some hours, and the last two days in every fifth minute or each.
  beforeAll(async () => {
    await forgetAll();
    const days = Array.from({ length: 90 }, (_, i) => now - i * DAY_MS);
    const hours = Array.from({ length: 60 }, (_, i) => now - i * 3_600_000);
    const minutes = Array.from({ length: 90 }, (_, i) => now - i * 60_000);
    await deliver([[...days, ...hours].map((time) => entry({ time: new Date(time).toISOString() }))]);
    await runCrons(now - 20 * 60_000, 20);
    // The minutes come one by one, as they do, and the cron between them.
    for (const time of minutes.toReversed()) {
      await deliver([[entry({ time: new Date(time).toISOString() })]]);
      if (time > now - 30 * 60_000) await runCron(time);
    }
  }, 30_000);

  it.each([
    ["the last hour", 1 / 24, 60],
    ["a day", 1, 60],
    ["58 hours, the longest that is read by the minute", 58 / 24, 110],
    ["90 days", 90, 130],
  ])("%s takes few keys and fewer calls", async (_, days, mostKeys) => {
    let keysRead = 0;
    let calls = 0;
    const counting = watched(env.LOG, (call, keys) => {
      calls += 1;
      if (call === "get") keysRead += keys.length;
    });
    const from = new Date(now - days * DAY_MS).toISOString();
    const { body } = await apiOn(counting).get(
      `/api/logs/stats?from=${from}&to=${new Date(now).toISOString()}`,
    );
    expect(body.total.count).toBeGreaterThan(60);
    expect(keysRead).toBeLessThanOrEqual(mostKeys);
    expect(calls).toBeLessThanOrEqual(12);
  });
});

describe("bad input", () => {
  it.each([
    ["from=2031-03-05T10:00:00Z&to=2031-03-05T10:00:00Z", "/to"],
    ["from=2031-03-05T10:00:00Z&to=2031-03-05T09:00:00Z", "/to"],
    ["from=2031-03-05T10:00:00Z&to=2032-03-06T10:00:00.001Z", "/from"],
    ["from=2999-01-01T00:00:00Z", "/to"],
    ["from=2031-02-30T10:00:00Z", "/from"],
    ["to=now", "/to"],
    ["groupBy=path", "/groupBy"],
    ["status=404", "/status"],
    ["caller=clara", "/caller"],
    ["limit=5", "/limit"],
  ])("%s is refused at %s", async (query, pointer) => {
    const { status, body } = await api.get(`/api/logs/stats?${query}`);
    expect(status).toBe(400);
    expect(body.code).toBe("invalid-parameter");
    expect(body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([pointer]);
  });
});

describe("more figures", () => {
  const hour = (time: string) => `2031-04-01T${time}Z`;

  beforeAll(async () => {
    await forgetAll();
    await deliver([
      [
        entry({ time: hour("08:30:00.000"), durationMs: 900, version: "1.0.0" }),
        entry({ time: hour("09:10:00.000"), durationMs: 3, version: "1.0.0", colo: "GIG" }),
        entry({ time: hour("09:20:00.000"), durationMs: 30, version: "1.1.0", country: "PT", colo: "LIS" }),
        entry({ time: hour("09:30:00.000"), durationMs: 40, version: "1.1.0", status: 500 }),
        entry({
          time: hour("09:40:00.000"),
          durationMs: 20_000,
          version: "1.0.0",
          country: null,
          colo: null,
        }),
        entry({ time: hour("09:50:00.000"), durationMs: 40, service: "sales", route: "/api/stock" }),
      ],
    ]);
  });

  const read = async (query: string) => {
    const { status, body } = await api.get(
      `/api/logs/stats?from=${hour("09:00:00")}&to=${hour("10:00:00")}&${query}`,
    );
    expect(status).toBe(200);
    return body;
  };

  it.each([
    ["groupBy=country", { BR: 3, PT: 1, none: 1 }],
    ["groupBy=colo", { GRU: 2, GIG: 1, LIS: 1, none: 1 }],
    ["groupBy=colo&country=br", { GRU: 2, GIG: 1 }],
    ["groupBy=country&service=sales", { BR: 1 }],
    ["groupBy=status&colo=GRU", { "2xx": 1, "5xx": 1 }],
    ["groupBy=service&country=none", { clients: 1 }],
  ])("by place: %s", async (query, expected) => {
    const { groups } = await read(query);
    expect(
      Object.fromEntries(groups.map(({ key, count }: { key: string; count: number }) => [key, count])),
    ).toEqual(expected);
  });

  it.each(["groupBy=route&country=BR", "groupBy=country&method=GET", "colo=GRU&caller=none"])(
    "countries and data centres aren't counted by route, method and caller: %s",
    async (query) => {
      const { status, body } = await api.get(`/api/logs/stats?${query}`);
      expect([status, body.errors[0].code]).toEqual([400, "combination"]);
    },
  );

  it("tell when another version of a service came", async () => {
    const { deploys } = await read("");
    expect(deploys).toEqual([{ service: "clients", version: "1.1.0", at: hour("09:20:00.000") }]);
    expect((await read("service=sales")).deploys).toEqual([]);
  });

  it("make a heat map of latency", async () => {
    const { heat, bucketSeconds } = await read("heat=true");
    expect(bucketSeconds).toBe(60);
    expect(heat.bandsMs).toEqual([1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000]);
    const sum = heat.counts.reduce((sums: number[], bands: number[]) =>
      sums.map((of, band) => of + bands[band]!),
    );
    expect(sum).toEqual([0, 0, 1, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 1]);
    expect(heat.counts[10][2]).toBe(1);
  });

  it("put the slowest, or the most faulty, first", async () => {
    const keys = async (query: string) => (await read(query)).groups.map(({ key }: { key: string }) => key);
    expect(await keys("groupBy=colo&sort=-p95")).toEqual(["none", "GRU", "LIS", "GIG"]);
    expect((await keys("groupBy=country&sort=-errorRate"))[0]).toBe("BR");
    expect((await keys("groupBy=service&sort=-count"))[0]).toBe("clients");
  });

  it("compare with the period before", async () => {
    const { previous, total } = await read("compare=true&groupBy=service");
    expect([total.count, previous.total.count]).toEqual([5, 1]);
    expect([previous.from, previous.to]).toEqual([hour("08:00:00.000"), hour("09:00:00.000")]);
    expect(previous.groups.map(({ key, count }: { key: string; count: number }) => [key, count])).toEqual([
      ["clients", 1],
    ]);
  });
});
