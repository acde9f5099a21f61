import { env } from "cloudflare:test";
import { beforeEach, describe, expect, it } from "vitest";
import { bucketOf, encode } from "./histogram.ts";
import type { Rollup } from "./rollups.ts";
import { apiOn, deliver, entry, forgetAll, isOnAnalytics, runCron, runCrons, watched } from "./test-log.ts";
import { dayKey, type Metadata, type Node } from "./tree.ts";

const DAY_MS = 86_400_000;
const FIRST = Date.parse("2031-03-01T00:00:00Z");
const DAYS = 90;
const END = FIRST + DAYS * DAY_MS;

/** Stores 90 days of rollups as the compaction leaves them: each with so many requests, spread over 24 hours and 40 routes. */
async function store90Days(requestsPerDay: number): Promise<void> {
  const days = Array.from({ length: DAYS }, (_, n) =>
    new Date(FIRST + n * DAY_MS).toISOString().slice(0, 10),
  );
  for (const day of days) {
    const hours = Array.from({ length: 24 }, (_, hour) => `${day}T${String(hour).padStart(2, "0")}`);
    const node: Node = Object.fromEntries(
      hours.map((hour) => [
        hour,
        { hash: "0123456789abcdef", count: requestsPerDay / 24, rollup: rollupOf(requestsPerDay / 24) },
      ]),
    );
    const metadata: Metadata = {
      count: requestsPerDay,
      writtenAt: END,
      hours: Object.fromEntries(hours.map((hour) => [hour.slice(-2), "0123456789abcdef"])),
    };
    await env.LOG.put(dayKey(day, "fedcba9876543210"), JSON.stringify(node), { metadata });
  }
}

/** Of each route, nine tenths answered in 10 ms, and what failed in 400 to 500. */
function rollupOf(requests: number): Rollup {
  const slow = Array.from({ length: 10 }, (_, n) => [bucketOf(400 + 10 * n), requests / 400 / 10] as const);
  const series: Rollup["series"] = Array.from({ length: 40 }, (_, n) => [
    [
      "clients",
      "GET",
      `/api/clients/${n}`,
      2,
      encode(new Map([[bucketOf(10), (requests * 0.9) / 40]])),
      null,
    ],
    ["clients", "GET", `/api/clients/${n}`, 5, encode(new Map(slow)), null],
  ]).flat() as Rollup["series"];
  return { series, places: [], versions: [] };
}

async function readChart() {
  const used = { lists: 0, reads: 0, keys: 0 };
  const counting = watched(env.LOG, (call, keys) => {
    if (call === "list") used.lists += 1;
    if (call === "get") used.reads += 1;
    if (call === "get") used.keys += keys.length;
  });
  const period = `from=${new Date(FIRST).toISOString()}&to=${new Date(END).toISOString()}`;
  const { body } = await apiOn(counting).get(`/api/logs/stats?${period}&groupBy=route`);
  return { used, body };
}

describe.skipIf(isOnAnalytics)("90 days", () => {
  beforeEach(forgetAll);

  it.each([96_000, 10_080_000])(
    "with %i requests each cost a chart one key a day",
    async (requestsPerDay) => {
      await store90Days(requestsPerDay);
      await runCron(END + 3 * 3_600_000);
      const { used, body } = await readChart();
      expect(used).toEqual({ lists: 1, reads: 5, keys: 90 });
      expect([body.bucketSeconds, body.buckets.length, body.groups.length]).toEqual([86_400, 90, 40]);
      expect(body.total).toMatchObject({
        count: requestsPerDay * 90,
        errors: requestsPerDay * 9,
        p50: 10.041,
        p95: 440.83,
      });
      expect(body.buckets[89]).toMatchObject({ count: requestsPerDay, errors: requestsPerDay / 10 });
      expect(body.groups[7]).toMatchObject({ count: (requestsPerDay * 90) / 40 });
    },
    30_000,
  );

  it("are no more reads where days aren't summed up yet", async () => {
    await store90Days(10_080_000);
    const { used, body } = await readChart();
    expect(used).toEqual({ lists: 1, reads: 5, keys: 90 });
    expect(body.total.count).toBe(907_200_000);
  }, 30_000);

  it("count what comes late to a day that was summed up", async () => {
    await deliver([
      [entry({ time: "2031-05-02T08:00:00.000Z" }), entry({ time: "2031-05-29T23:40:00.000Z" })],
    ]);
    await runCrons(END + 3 * 3_600_000);
    expect(await readChart()).toMatchObject({ used: { lists: 1, keys: 2 }, body: { total: { count: 2 } } });
    await deliver([[entry({ time: "2031-05-29T23:50:00.000Z", durationMs: 7 })]]);
    expect((await readChart()).body.total.count).toBe(3);
    await runCrons(END + 4 * 3_600_000, 20);
    expect(await readChart()).toMatchObject({ used: { lists: 1, keys: 2 }, body: { total: { count: 3 } } });
    const { keys } = await env.LOG.list({ prefix: "index/whole/" });
    expect(keys.map(({ name }) => name.slice(0, 22))).toEqual([
      "index/whole/2031-05-02",
      "index/whole/2031-05-29",
    ]);
  });
});

it.skipIf(isOnAnalytics)(
  "the compaction's work grows with what came, and no faster",
  async () => {
    const workOf = async (batches: number) => {
      await forgetAll();
      for (let minute = 0; minute < 60; minute++) {
        const time = (n: number) => new Date(FIRST + minute * 60_000 + n * 100).toISOString();
        for (let n = 0; n < batches; n++) await deliver([[entry({ time: time(n) })]]);
      }
      const work = { puts: 0, keysRead: 0, deletes: 0 };
      const counting = watched(env.LOG, (call, keys) => {
        if (call === "put") work.puts += 1;
        if (call === "get") work.keysRead += keys.length;
        if (call === "delete") work.deletes += 1;
      });
      await runCrons(FIRST + 2 * 3_600_000, 20, counting);
      return work;
    };
    const few = await workOf(2);
    const many = await workOf(20);
    expect(many.puts).toBe(few.puts);
    expect(many.deletes).toBe(few.deletes + 60 * 18);
    expect(many.keysRead).toBeLessThanOrEqual(10 * few.keysRead);
  },
  60_000,
);
