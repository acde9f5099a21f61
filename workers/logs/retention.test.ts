import { env } from "cloudflare:test";
import { beforeEach, expect, it } from "vitest";
import { createTestClient } from "../shared/test-client.ts";
import worker from "./main.ts";
import { deliver, entry, forgetAll, readAllPages, runCron, runCrons } from "./test-log.ts";

beforeEach(forgetAll);

const DAY_MS = 86_400_000;
const WITHIN_DAYS = 30;

it("has KV forget all of a day at once, 30 days after it", async () => {
  await deliver([[entry({ time: "2031-03-05T10:00:00.000Z" }), entry({ time: "2031-03-05T23:59:59.999Z" })]]);
  await runCron("2031-03-06T02:00:00Z");
  await deliver([[entry({ time: "2031-03-05T00:00:00.000Z" })]]);
  const kinds = new Set<string>();
  for (let i = 0; i < 12; i++) {
    const { keys } = await env.LOG.list();
    for (const { name } of keys) kinds.add(name.slice(0, name.indexOf("/2031")));
    expect(keys.filter(({ expiration }) => expiration !== Date.parse("2031-04-05T00:00:00Z") / 1000)).toEqual(
      [],
    );
    await runCron(Date.parse("2031-03-06T02:02:00Z") + i * 60_000);
  }
  expect([...kinds].toSorted()).toEqual(["entries", "hour", "index/day", "index/minute", "index/raw"]);
});

it("shows nothing older than the retention, even where KV still has it", async () => {
  const yesterday = entry({ time: new Date(Date.now() - DAY_MS).toISOString() });
  const old = entry({ time: new Date(Date.now() - 10 * DAY_MS).toISOString() });
  await deliver([[yesterday, old]]);
  await runCrons(new Date(Date.now()).toISOString());
  expect(await readAllPages()).toEqual([yesterday, old]);

  const shorter = createTestClient({
    fetch: async (request) => worker.fetch(request, { ...env, RETENTION_DAYS: 5 }),
  });
  const list = await shorter.get("/api/logs");
  expect(list.body).toEqual({ items: [yesterday], nextCursor: null });
  const from = new Date(Date.now() - WITHIN_DAYS * DAY_MS).toISOString();
  const stats = await shorter.get(`/api/logs/stats?from=${from}`);
  expect(stats.body.total.count).toBe(1);
});
