import { createExecutionContext, env } from "cloudflare:test";
import { beforeEach, expect, it } from "vitest";
import { createTestClient } from "../shared/test-client.ts";
import worker from "./main.ts";
import { deliver, entry, forgetAll, readAllPages, runCron, runCrons } from "./test-log.ts";

beforeEach(forgetAll);

const DAY_MS = 86_400_000;
const WITHIN_DAYS = 30;

it("has KV forget all of a day at once, its entries after 30 days and its figures after 100", async () => {
  await deliver([[entry({ time: "2031-03-05T10:00:00.000Z" }), entry({ time: "2031-03-05T23:59:59.999Z" })]]);
  await runCron("2031-03-06T02:00:00Z");
  await deliver([[entry({ time: "2031-03-05T00:00:00.000Z" })]]);
  const kinds = new Set<string>();
  for (let i = 0; i < 12; i++) {
    const { keys } = await env.LOG.list();
    for (const { name } of keys) kinds.add(name.slice(0, name.indexOf("/2031")));
    for (const { name, expiration = 0 } of keys) {
      const isOfFigures = name.startsWith("index/day/") || name.startsWith("index/whole/");
      expect(new Date(expiration * 1000).toISOString().slice(0, 10)).toBe(
        isOfFigures ? "2031-06-14" : "2031-04-05",
      );
    }
    await runCron(Date.parse("2031-03-06T02:02:00Z") + i * 60_000);
  }
  expect([...kinds].toSorted()).toEqual([
    "entries",
    "hour",
    "index/day",
    "index/minute",
    "index/raw",
    "index/whole",
  ]);
});

it("shows nothing older than the retention, even where KV still has it", async () => {
  const yesterday = entry({ time: new Date(Date.now() - DAY_MS).toISOString() });
  const old = entry({ time: new Date(Date.now() - 10 * DAY_MS).toISOString() });
  await deliver([[yesterday, old]]);
  await runCrons(new Date(Date.now()).toISOString());
  expect(await readAllPages()).toEqual([yesterday, old]);

  const keeping = (RETENTION_DAYS: number, FIGURES_RETENTION_DAYS: number) =>
    createTestClient({
      fetch: async (request) =>
        worker.fetch(request, { ...env, RETENTION_DAYS, FIGURES_RETENTION_DAYS }, createExecutionContext()),
    });
  const from = new Date(Date.now() - WITHIN_DAYS * DAY_MS).toISOString();
  const list = await keeping(5, 5).get("/api/logs");
  expect(list.body).toEqual({ items: [yesterday], nextCursor: null });
  expect((await keeping(5, 5).get(`/api/logs/stats?from=${from}`)).body.total.count).toBe(1);
  expect((await keeping(5, 20).get(`/api/logs?from=${from}`)).body.items).toEqual([yesterday]);
  expect((await keeping(5, 20).get(`/api/logs/stats?from=${from}`)).body.total.count).toBe(2);
  expect((await keeping(5, 0).get(`/api/logs/stats?from=${from}`)).body.total.count).toBe(1);
});

it("shows by the hour what was in the minutes of a request that is no longer kept", async () => {
  const time = new Date(Math.floor((Date.now() - 10 * DAY_MS) / 3_600_000) * 3_600_000 + 600_000);
  await deliver([[entry({ time: time.toISOString() })]]);
  await runCrons(new Date(Date.now()).toISOString());
  const api = createTestClient({
    fetch: async (request) => worker.fetch(request, { ...env, RETENTION_DAYS: 5 }, createExecutionContext()),
  });
  const [from, to] = [0, 300_000].map((after) => new Date(time.getTime() + after).toISOString());
  const { body } = await api.get(`/api/logs/stats?from=${from}&to=${to}`);
  expect([body.bucketSeconds, body.total.count]).toEqual([3600, 1]);
});
