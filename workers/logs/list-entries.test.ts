import { env, SELF } from "cloudflare:test";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestClient } from "../shared/test-client.ts";
import type { LogEntry } from "../shared/log-entry.ts";
import {
  apiOn,
  deliver,
  entry,
  forgetAll,
  isOnAnalytics,
  readAllPages,
  runCrons,
  watched,
} from "./test-log.ts";

const api = createTestClient(SELF);
const at = (time: string) => `2031-03-05T${time}Z`;

describe("filters", () => {
  const slow = entry({ time: at("09:10:00.000"), durationMs: 900, path: "/api/clients/Søren" });
  const created = entry({
    time: at("10:10:00.000"),
    method: "POST",
    status: 201,
    route: "/api/clients",
    caller: "person:3",
  });
  const missing = entry({ time: at("10:20:00.000"), status: 404, path: "/api/Nothing", route: null });
  const broken = entry({ time: at("10:20:00.001"), status: 503, service: "catalog", durationMs: 250 });
  const traced = entry({
    time: at("12:59:59.999"),
    status: 400,
    requestId: "0af7651916cd43dd8448eb211c80319c",
  });
  const all = [traced, broken, missing, created, slow];

  beforeAll(async () => {
    await forgetAll();
    await deliver([all.slice(0, 3), all.slice(3)]);
  });

  const cases: [query: string, LogEntry[]][] = [
    ["service=catalog", [broken]],
    ["method=POST", [created]],
    ["method=post", [created]],
    ["status=404", [missing]],
    ["status=4xx", [traced, missing]],
    ["status=5xx&service=clients", []],
    ["minDurationMs=250", [broken, slow]],
    ["minDurationMs=250.5", [slow]],
    [`from=${at("10:20:00.000")}`, [traced, broken, missing]],
    [`to=${at("10:20:00.001")}`, [missing, created, slow]],
    ["from=2031-03-05T07:20:00-03:00&to=2031-03-05T07:20:00.001-03:00", [missing]],
    ["from=2031-03-05T13:20:00+03:00&to=2031-03-05T13:20:00.001%2B03:00", [missing]],
    ["path=nothing", [missing]],
    ["path=SØREN", [slow]],
    ["path=%2Fapi%2Fclients", [traced, broken, created, slow]],
    ["requestId=0af7651916cd43dd8448eb211c80319c", [traced]],
    ["route=/api/clients", [created]],
    ["route=/api/clients/:id&minDurationMs=250", [broken, slow]],
    ["route=*", [missing]],
    ["caller=person:3", [created]],
    ["caller=person:33", []],
    ["caller=none", [traced, broken, missing, slow]],
    ["requestId=0af7651916cd43dd8448eb211c80319", []],
    ["", all],
  ];
  it.each(cases)("finds with %s what it asks for", async (query, expected) => {
    expect(await readAllPages(query)).toEqual(expected);
  });

  describe("on what is compacted", () => {
    beforeAll(() => runCrons("2031-03-05T15:00:00Z"));

    it.skipIf(isOnAnalytics)("has left nothing raw, and one day", async () => {
      const { keys } = await env.LOG.list({ prefix: "index/" });
      expect(keys.map(({ name }) => name.slice(0, 20))).toEqual(["index/day/2031-03-05"]);
    });

    it.each(cases)("finds with %s the same", async (query, expected) => {
      expect(await readAllPages(query)).toEqual(expected);
    });
  });
});

describe("pages", () => {
  beforeEach(forgetAll);

  it("neither skip nor repeat entries of one millisecond, however small the page", async () => {
    const entries = Array.from({ length: 7 }, () => entry());
    await deliver([entries.slice(0, 4), entries.slice(4)]);
    expect(await readAllPages("limit=1")).toEqual(entries.toReversed());
    expect(await readAllPages("limit=3")).toEqual(entries.toReversed());
    expect(await readAllPages("limit=7")).toEqual(entries.toReversed());
  });

  it("go on where they were when newer entries arrive", async () => {
    const entries = [1, 2, 3, 4].map((second) => entry({ time: at(`10:00:0${second}.000`) }));
    await deliver([entries]);
    const first = await api.get("/api/logs?limit=2");
    await deliver([[entry({ time: at("10:00:09.000") })]]);
    await runCrons(at("15:00:00"));
    const second = await api.get(`/api/logs?limit=2&cursor=${first.body.nextCursor}`);
    expect([...first.body.items, ...second.body.items]).toEqual(entries.toReversed());
    expect(second.body.nextCursor).toBeNull();
  });

  it.skipIf(isOnAnalytics)(
    "end early where they would read too much, and the next ones find the rest",
    async () => {
      const minutes = Array.from(
        { length: 250 },
        (_, i) => new Date(Date.parse(at("01:00:00")) + i * 60_000),
      );
      const needle = entry({ time: at("01:00:00.000"), path: "/needle" });
      await deliver([[needle, ...minutes.map((time) => entry({ time: time.toISOString() }))]]);
      let keysRead = 0;
      const counting = apiOn(
        watched(env.LOG, (call, keys) => (keysRead += call === "get" ? keys.length : 1)),
      );
      const first = await counting.get("/api/logs?path=needle");
      expect(first.body.items).toEqual([]);
      expect(first.body.nextCursor).not.toBeNull();
      expect(keysRead).toBeLessThanOrEqual(201);
      expect(await readAllPages("path=needle")).toEqual([needle]);
    },
  );

  it("go on behind a minute that alone is more than one page may read", async () => {
    const needle = entry({ time: at("09:59:59.999"), path: "/needle" });
    await deliver([[needle]]);
    for (let i = 0; i < 205; i++) await deliver([[entry()]]);
    expect(await readAllPages("path=needle")).toEqual([needle]);
  });

  it("hold what came late into an hour that had nothing of the kind", async () => {
    await deliver([[entry()]]);
    await runCrons(at("15:00:00"));
    const late = entry({ time: at("10:30:00.000"), status: 500 });
    await deliver([[late]]);
    expect(await readAllPages("status=5xx")).toEqual([late]);
  });

  it.skipIf(isOnAnalytics)(
    "reach what is rare and far away without reading what lies between",
    async () => {
      const days = ["2031-03-01", "2031-03-02", "2031-03-03"];
      const times = days.flatMap((day) =>
        Array.from({ length: 80 }, (_, i) => Date.parse(day) + i * 600_000),
      );
      const broken = entry({ time: "2031-03-01T00:00:30.000Z", status: 500 });
      await deliver([[broken, ...times.map((time) => entry({ time: new Date(time).toISOString() }))]]);
      await runCrons("2031-03-05T15:00:00Z", 20);
      const read: string[] = [];
      const watching = apiOn(watched(env.LOG, (call, keys) => call === "get" && read.push(...keys)));
      const { body } = await watching.get("/api/logs?status=5xx");
      expect(body).toEqual({ items: [broken], nextCursor: null });
      expect(read.filter((key) => !key.startsWith("index/day/"))).toHaveLength(2);
    },
    20_000,
  );
});

describe("GET /logs", () => {
  beforeAll(async () => {
    await forgetAll();
    await deliver([[entry({ path: "/a" }), entry({ path: "/b" }), entry({ path: "/c" })]]);
  });

  it("is the list as a plain array, its next page in the Link header", async () => {
    const first = await api.get("/logs?limit=2&service=clients");
    expect(first.body.map(({ path }: LogEntry) => path)).toEqual(["/c", "/b"]);
    const link = /^<(\/logs\?limit=2&service=clients&cursor=[\w-]+)>; rel="next"$/.exec(
      first.headers.get("link") ?? "",
    );
    const second = await api.get(link?.[1] ?? "");
    expect(second.body.map(({ path }: LogEntry) => path)).toEqual(["/a"]);
    expect(second.headers.get("link")).toBeNull();
  });
});

describe("bad input", () => {
  it.each([
    ["/api/logs?limit=0", "/limit"],
    ["/api/logs?limit=101", "/limit"],
    ["/api/logs?status=abc", "/status"],
    ["/api/logs?status=6xx", "/status"],
    ["/api/logs?minDurationMs=fast", "/minDurationMs"],
    ["/api/logs?minDurationMs=-1", "/minDurationMs"],
    ["/api/logs?from=yesterday", "/from"],
    ["/api/logs?from=2031-03-05T10:00:00", "/from"],
    ["/api/logs?from=2031-03-05T10:00:00Z&to=2031-03-05T10:00:00Z", "/to"],
    ["/api/logs?service=a&service=b", "/service"],
    ["/api/logs?service=", "/service"],
    ["/api/logs?color=red", "/color"],
    ["/api/logs?cursor=nonsense", "/cursor"],
    [`/api/logs?cursor=${btoa('["Ana",7]')}`, "/cursor"],
    [`/api/logs?cursor=${btoa('["2031-03-05T10:00:00Z",""]')}`, "/cursor"],
    ["/logs?color=red", "/color"],
  ])("%s is refused at %s", async (path, pointer) => {
    const { status, headers, body } = await api.get(path);
    expect(status).toBe(400);
    expect(headers.get("content-type")).toBe("application/problem+json");
    expect(body.code).toBe("invalid-parameter");
    expect(body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([pointer]);
  });

  it.each([
    ["POST", "/api/logs", 405],
    ["DELETE", "/logs", 405],
    ["PUT", "/api/logs/stats", 405],
    ["GET", "/api/logs/7", 400],
    ["GET", "/api/logs/7/8", 404],
  ])("%s %s is answered %i", async (method, path, expected) => {
    const { status, headers, body } = await api.send(method, path);
    expect(status).toBe(expected);
    expect(body.status).toBe(expected);
    expect(headers.get("allow")).toBe(expected === 405 ? "GET, HEAD" : null);
  });
});

it("is well as long as KV answers", async () => {
  const well = await api.get("/internal/health");
  expect(well.status).toBe(200);
  expect(well.body.checks).toMatchObject([
    { name: "LOG", ok: true },
    { name: "DB", ok: true },
  ]);
  const broken = watched(env.LOG, () => {
    throw new Error("KV is gone");
  });
  const unwell = await apiOn(broken).get("/internal/health");
  expect(unwell.status).toBe(503);
  expect(unwell.body.checks).toMatchObject([
    { name: "LOG", ok: false, error: "KV is gone" },
    { name: "DB", ok: true },
  ]);
});
