import { env } from "cloudflare:test";
import { beforeEach, describe, expect, it } from "vitest";
import { toPoint } from "../shared/log-points.ts";
import { StoredEntry } from "../shared/log-entry.ts";
import { apiOn, deliver, entry, forgetAll, isOnAnalytics, storePoints } from "./test-log.ts";

const api = apiOn(env.LOG);
const start = Date.parse("2031-03-05T10:00:00Z");
const at = (ms: number) => new Date(start + ms).toISOString();

describe.skipIf(!isOnAnalytics)("Analytics Engine", () => {
  beforeEach(forgetAll);

  it("is weighted by what a point stands for: as exact as the sample is", async () => {
    // A busy route of which one in ten is kept, and a quiet one of which all are.
    const busy = Array.from({ length: 10_000 }, (_, i) =>
      entry({ time: at(i * 300), durationMs: (i * 7919) % 1000, status: i % 50 === 0 ? 500 : 200 }),
    );
    const quiet = Array.from({ length: 20 }, (_, i) =>
      entry({ time: at(i * 1000), route: "/api/clients", durationMs: 5000 }),
    );
    const pointsOf = (entries: object[]) => entries.map((one) => toPoint(StoredEntry.parse(one)));
    const kept = busy.filter((_, i) => (i * 104_729) % 10 === 3 && i % 3 === 0);
    await storePoints(pointsOf(kept), 30);
    await storePoints(pointsOf(quiet), 1);
    const { body } = await api.get(`/api/logs/stats?from=${at(0)}&to=${at(3_600_000)}&groupBy=route`);
    expect(body.groups.map(({ key }: { key: string }) => key)).toEqual([
      "GET /api/clients/:id",
      "GET /api/clients",
    ]);
    const [all, few] = body.groups;
    expect(all.count / 10_000).toBeCloseTo(1, 1);
    expect(all.p50 / 500).toBeCloseTo(1, 0);
    expect(all.p95 / 950).toBeCloseTo(1, 1);
    expect(few).toEqual({
      key: "GET /api/clients",
      count: 20,
      errors: 0,
      p50: 5000,
      p90: 5000,
      p95: 5000,
      p99: 5000,
    });
    expect(body.total.count).toBe(all.count + 20);
  });

  it.each([
    "' OR 1 = 1 --",
    "\\' OR 1 = 1 --",
    "x' UNION ALL SELECT 1 --",
    "\\",
    "'",
    "''; DROP TABLE fachada_log; --",
    "%27 OR 1",
  ])("takes %s for a text", async (text) => {
    const mine = entry({ time: at(0), service: text.slice(0, 100), path: `/${text}` });
    await deliver([[mine, entry({ time: at(1) })]]);
    const query = `from=${at(-1000)}&to=${at(60_000)}`;
    for (const filter of ["service", "path"]) {
      const { body } = await api.get(`/api/logs?${query}&${filter}=${encodeURIComponent(text)}`);
      expect(body.items).toEqual([mine]);
    }
    const { body } = await api.get(`/api/logs/stats?${query}&groupBy=service`);
    expect(body.total.count).toBe(2);
    const counted = await api.get(`/api/logs/stats?${query}&route=${encodeURIComponent(text)}`);
    expect(counted.body.total.count).toBe(0);
  });

  it("writes as many points as one batch may, and has the rest delivered again", async () => {
    const messages = Array.from({ length: 4 }, (_, i) =>
      Array.from({ length: 100 }, (_, j) => entry({ time: at(i * 1000 + j) })),
    );
    const result = await deliver(messages);
    expect(result.retryMessages.map(({ msgId }) => msgId)).toEqual(["message-2", "message-3"]);
    const { body } = await api.get(`/api/logs/stats?from=${at(0)}&to=${at(60_000)}`);
    expect(body.total.count).toBe(200);
  });
});
