import { createScheduledController, env } from "cloudflare:test";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { evaluateRules, selectActiveRules } from "./evaluate.ts";
import worker from "./main.ts";
import {
  api,
  bindings,
  createRule,
  db,
  endOf,
  forgetRules,
  live,
  log,
  minutes,
  newService,
  readAlerts,
  readRule,
  runCronAfter,
  sales,
  send,
} from "./test-alerts.ts";
import { forgetAll, isOnAnalytics, watched } from "./test-log.ts";

beforeEach(forgetRules);

const types = () => sales.told.map(({ type }) => type);

describe("an error rate", () => {
  it("fires once it has been bad for so many minutes in a row, and tells of it once", async () => {
    const rule = await createRule({ name: "Clients fail", service: newService(), route: "/api/clients/:id" });
    expect(rule).toMatchObject({ state: null, value: null, evaluatedAt: null });
    expect(await live(rule, minutes("..xxx"))).toBe("..pFF");
    expect(await readRule(rule)).toMatchObject({
      state: "firing",
      since: endOf(3),
      value: 1,
      requests: 20,
      evaluatedAt: endOf(4),
      version: 1,
    });
    const [alert, ...others] = await readAlerts(rule);
    expect(others).toEqual([]);
    expect(alert).toEqual({
      id: alert!.id,
      ruleId: rule.id,
      name: "Clients fail",
      kind: "error-rate",
      threshold: 0.1,
      windowMinutes: 1,
      service: rule.service,
      route: "/api/clients/:id",
      method: null,
      caller: null,
      since: endOf(2),
      firedAt: endOf(3),
      resolvedAt: null,
      resolution: null,
      value: 1,
      worst: 1,
      resolvedValue: null,
    });
    expect(sales.told).toEqual([
      {
        key: `alert.fired:${alert!.id}:${Date.parse(endOf(3))}`,
        type: "alert.fired",
        data: {
          alertId: alert!.id,
          ruleId: rule.id,
          name: "Clients fail",
          kind: "error-rate",
          value: 1,
          threshold: 0.1,
          service: rule.service,
          route: "/api/clients/:id",
          since: endOf(2),
        },
      },
    ]);
  });

  it("is over once it has been good for so many minutes in a row", async () => {
    const rule = await createRule({ service: newService() });
    const traffic = [{ errors: 4 }, { errors: 6 }, { errors: 9 }, ...minutes(".."), { errors: 2 }];
    expect(await live(rule, [...traffic, ...minutes("...xx")])).toBe("pFFrrFrr.pF");
    const [again, first] = await readAlerts(rule);
    expect(first).toMatchObject({
      firedAt: endOf(1),
      resolvedAt: endOf(8),
      resolution: "recovered",
      value: 0.3,
      worst: 0.45,
      resolvedValue: 0,
    });
    expect(again).toMatchObject({ firedAt: endOf(10), resolvedAt: null });
    expect(types()).toEqual(["alert.fired", "alert.resolved", "alert.fired"]);
    expect(sales.told[1]?.data).toMatchObject({ alertId: first!.id, value: 0, since: endOf(0) });
  });

  it("takes a bad minute now and then for nothing", async () => {
    const rule = await createRule({ service: newService() });
    expect(await live(rule, minutes(".x.x..x.x"))).toBe(".p.p..p.p");
    expect(await readAlerts(rule)).toEqual([]);
  });

  it("stays as it is with too few requests, whatever became of them", async () => {
    const rule = await createRule({ service: newService(), minRequests: 5 });
    const few = { count: 4, errors: 4 };
    expect(await live(rule, [few, few, few])).toBe("...");
    expect(await live(rule, [{ count: 5, errors: 5 }, few, { count: 0 }, { count: 5, errors: 1 }], 3)).toBe(
      "pppF",
    );
    const well = { count: 5, errors: 0 };
    expect(await live(rule, [well, { count: 4 }, well, { count: 0 }, well], 7)).toBe("rrrr.");
  });

  it("looks at a window, not only at its last minute", async () => {
    const rule = await createRule({ service: newService(), windowMinutes: 3, threshold: 0.3 });
    expect(await live(rule, minutes("..x...xx"))).toBe("..pFFrFF");
  });

  it("counts what its filters let through", async () => {
    const service = newService();
    const all = { windowMinutes: 1, forMinutes: 1 };
    const mine = await createRule({ ...all, service, method: "get", caller: "none" });
    const others = await createRule({ ...all, service, method: "POST" });
    await log(service, 0, { errors: 20 });
    await runCronAfter(0);
    expect([(await readRule(mine)).state, (await readRule(others)).state]).toEqual(["firing", "ok"]);
    expect(await readRule(others)).toMatchObject({ value: null, requests: 0 });
  });
});

describe("a p95", () => {
  it("fires from its threshold on, and is over well below it only", async () => {
    const rule = await createRule({ kind: "p95", threshold: 500, service: newService() });
    const traffic = [520, 520, 480, 480, 480, 480, 440, 480, 440, 440, 440].map((durationMs) => ({
      durationMs,
    }));
    expect(await live(rule, traffic)).toBe("pFFFFFrFrr.");
    const [{ value, worst, resolvedValue }] = (await readAlerts(rule)) as [never];
    expect(
      [value / 520, worst / 520, resolvedValue / 440].map((share) => Math.abs(share - 1) < 0.01),
    ).toEqual([true, true, true]);
  });
});

describe("silence", () => {
  it("fires when nothing came, and is over when something comes again", async () => {
    const rule = await createRule({ kind: "silence", service: newService() });
    expect(await live(rule, [{ count: 1 }, ...minutes("___"), { count: 1 }, ...minutes("...")])).toBe(
      ".pFFrr..",
    );
    expect(await readAlerts(rule)).toMatchObject([
      { threshold: null, value: 0, worst: 0, firedAt: endOf(2), resolvedAt: endOf(6), resolvedValue: 20 },
    ]);
  });
});

describe("the cron", () => {
  it("looks at minutes that it missed, one by one, and begins anew after a longer hole", async () => {
    const rule = await createRule({ service: newService() });
    expect(await live(rule, minutes("."))).toBe(".");
    for (const minute of [1, 2, 3]) await log(rule.service!, minute, { errors: 20 });
    await runCronAfter(3);
    expect(await readAlerts(rule)).toMatchObject([{ since: endOf(1), firedAt: endOf(2) }]);
    expect(types()).toEqual(["alert.fired"]);
    expect(await live(rule, minutes(".."), 4)).toBe("rr");
    expect(await live(rule, minutes("..."), 30)).toBe("rr.");
  });

  it("counts each minute once, however often it runs and at once", async () => {
    const rule = await createRule({ service: newService(), forMinutes: 3 });
    for (const [minute, letter] of [...".xxxx...."].entries()) {
      await log(rule.service!, minute, { errors: letter === "x" ? 20 : 0 });
      await Promise.all([1, 2, 3].map(() => runCronAfter(minute)));
      await runCronAfter(minute - 1);
    }
    expect(await readAlerts(rule)).toMatchObject([{ firedAt: endOf(3), resolvedAt: endOf(7) }]);
    // What was sent by several at once is one event, by its key.
    expect(new Set(sales.told.map(({ key }) => key)).size).toBe(2);
  });

  it("tells later what it couldn't tell, in its order and once", async () => {
    const rule = await createRule({ service: newService(), recoverMinutes: 1 });
    sales.isDown = true;
    for (const [minute, letter] of [..."xx.xx"].entries()) {
      await log(rule.service!, minute, { errors: letter === "x" ? 20 : 0 });
      await runCronAfter(minute).catch(() => undefined);
    }
    await expect(async () => runCronAfter(4)).rejects.toThrow("Not everything could be done.");
    expect(await readRule(rule)).toMatchObject({ state: "firing", evaluatedAt: endOf(4) });
    sales.isDown = false;
    await runCronAfter(5);
    await runCronAfter(5);
    const [second, first] = await readAlerts(rule);
    expect(sales.told.map(({ type, data }) => [type, data.alertId])).toEqual([
      ["alert.fired", first!.id],
      ["alert.resolved", first!.id],
      ["alert.fired", second!.id],
    ]);
  });

  it.skipIf(isOnAnalytics)("looks after alerts while the log can't be compacted", async () => {
    await forgetAll();
    const rule = await createRule({ service: newService() });
    const isFull = watched(env.LOG, (call) => {
      if (call === "put") throw new Error("KV is full");
    });
    const runs: unknown[] = [];
    for (const minute of [0, 1, 2]) {
      await log(rule.service!, minute, { errors: 20 });
      runs.push(
        await runCronAfter(minute, { LOG: isFull }).then(
          () => "done",
          ({ message }: Error) => message,
        ),
      );
    }
    expect(runs.at(-1)).toBe("Not everything could be done.");
    expect((await readRule(rule)).state).toBe("firing");
  });

  it.skipIf(isOnAnalytics)("compacts the log while alerts can't be looked after", async () => {
    await forgetAll();
    await log(newService(), 0, {});
    const { DB: _, LIBSQL_URL: __, ...rest } = bindings();
    await expect(async () => {
      await worker.scheduled(createScheduledController({ scheduledTime: new Date(endOf(9)) }), rest);
    }).rejects.toThrow("Not everything could be done.");
    expect((await env.LOG.list({ prefix: "index/minute" })).keys).toHaveLength(1);
  });

  it("looks after other rules while the figures of one can't be read", async () => {
    await forgetAll();
    const [one, other] = [newService(), newService()];
    const narrow = await createRule({ service: one, forMinutes: 1 });
    const wide = await createRule({ service: other, forMinutes: 1, windowMinutes: 5 });
    await log(one, 5, { errors: 20 });
    await log(other, 5, { errors: 20 });
    const failing = {
      figures: async ({ from, to }: { from: number; to: number }) => {
        if (to - from > 60_000) throw new Error("too much");
        return { count: 20, errors: 20, p50: 10, p90: 10, p95: 10, p99: 10 };
      },
    };
    const end = Date.parse(endOf(5));
    const failures = await evaluateRules(db, await selectActiveRules(db), { store: failing, end, now: end });
    expect(failures).toEqual([new Error("too much")]);
    expect([(await readRule(narrow)).state, (await readRule(wide)).state]).toEqual(["firing", null]);
    await runCronAfter(5);
    expect((await readRule(wide)).state).toBe("firing");
  });
});

describe("a rule that is changed", () => {
  it("has its alert end when it is made inactive, and begins anew when it is active again", async () => {
    const rule = await createRule({ service: newService() });
    await live(rule, minutes("xx"));
    const path = `/api/alerts/rules/${rule.id}`;
    const { body } = await send("PATCH", path, { active: false }, { "if-match": '"1"' });
    expect(body).toMatchObject({ active: false, state: null, value: null, evaluatedAt: null, version: 2 });
    expect(await readAlerts(rule)).toMatchObject([
      { resolvedAt: expect.any(String), resolution: "deactivated", resolvedValue: null },
    ]);
    expect(await live(rule, minutes("xx"), 2)).toBe("--");
    expect(types()).toEqual(["alert.fired", "alert.resolved"]);
    await send("PATCH", path, { active: true }, { "if-match": '"2"' });
    expect(await live(rule, minutes("xx"), 4)).toBe("pF");
    expect(await readAlerts(rule)).toHaveLength(2);
  });

  it("has its alert end when it is deleted, and leaves it in the history", async () => {
    const rule = await createRule({ service: newService() });
    await live(rule, minutes("xx"));
    expect((await api.send("DELETE", `/api/alerts/rules/${rule.id}`)).status).toBe(204);
    await runCronAfter(2);
    expect(await readAlerts(rule)).toMatchObject([{ name: "It fails", resolution: "deleted" }]);
    expect(types()).toEqual(["alert.fired", "alert.resolved"]);
    expect(sales.told[1]?.data.value).toBeNull();
  });

  it("counts minutes anew under another condition, and its alert goes on", async () => {
    const rule = await createRule({ service: newService() });
    const path = `/api/alerts/rules/${rule.id}`;
    await live(rule, minutes("x"));
    await send("PATCH", path, { threshold: 0.2 }, { "if-match": '"1"' });
    expect(await live(rule, minutes("xx.."), 1)).toBe("pFrr");
    await send("PATCH", path, { recoverMinutes: 2 }, { "if-match": '"2"' });
    expect((await readRule(rule)).state).toBe("firing");
    expect(await live(rule, minutes(".."), 5)).toBe("r.");
    expect(await readAlerts(rule)).toMatchObject([{ threshold: 0.2, resolution: "recovered" }]);
  });

  it("keeps what fired as it was then", async () => {
    const rule = await createRule({ service: newService() });
    await live(rule, minutes("xx"));
    await send("PATCH", `/api/alerts/rules/${rule.id}`, { name: "Other" }, { "if-match": '"1"' });
    expect(await readAlerts(rule)).toMatchObject([{ name: "It fails" }]);
    await expect(async () => db.run(sql`update alerts set name = 'Other'`)).rejects.toMatchObject({
      cause: { message: expect.stringContaining("stays as it was") },
    });
  });
});

it("doesn't flap: whatever comes, it fires as seldom as promised, and what fires is over before it fires again", async () => {
  const minute = fc.constantFrom(0, 0, 1, 2, 2, 20); // of 20: good, between, bad; all fail
  await fc.assert(
    fc.asyncProperty(
      fc.array(minute, { minLength: 10, maxLength: 25 }),
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 3 }),
      fc.array(fc.boolean(), { minLength: 25, maxLength: 25 }),
      async (errors, forMinutes, recoverMinutes, isRun) => {
        await forgetRules();
        const rule = await createRule({ service: newService(), forMinutes, recoverMinutes });
        for (const [at, failed] of errors.entries()) {
          await log(rule.service!, at, { errors: failed });
          if (isRun[at]) await Promise.all([runCronAfter(at), runCronAfter(at)]);
        }
        const alerts = (await readAlerts(rule)).toReversed();
        const most = (errors.length + recoverMinutes) / (forMinutes + recoverMinutes);
        expect(alerts.length).toBeLessThanOrEqual(most);
        const moments = alerts.flatMap(({ firedAt, resolvedAt }) => [firedAt, resolvedAt ?? "open"]);
        expect(moments).toEqual(moments.toSorted());
        expect(new Set(moments).size).toBe(moments.length);
        const told = [...new Map(sales.told.map((event) => [event.key, event])).values()];
        expect(told.map(({ type }) => type)).toEqual(
          alerts.flatMap(({ resolvedAt }) => ["alert.fired", ...(resolvedAt ? ["alert.resolved"] : [])]),
        );
      },
    ),
    { numRuns: 12 },
  );
});

it("finds one that fired by its id", async () => {
  const rule = await createRule({ service: newService() });
  await live(rule, minutes("xx"));
  const [alert] = await readAlerts(rule);
  expect((await api.get(`/api/alerts/${alert!.id}`)).body).toEqual(alert);
  expect((await api.get("/api/alerts/999999")).body).toMatchObject({ code: "not-found", status: 404 });
  expect((await api.get("/api/alerts/x")).status).toBe(400);
});

it("forgets each hour what was over before the log's days, and nothing else", async () => {
  const DAY_MINUTES = 24 * 60;
  const [one, other] = [
    await createRule({ service: newService() }),
    await createRule({ service: newService() }),
  ];
  await live(one, minutes("xx...xx")); // over at minute 4, and open again
  await live(other, minutes("xx..."), 10); // over at minute 14
  const sweeping = (day: number) => day * DAY_MINUTES + 5; // at seven past
  await runCronAfter(sweeping(31), { RETENTION_DAYS: 31 });
  expect((await api.get("/api/alerts")).body.items).toHaveLength(3);
  await runCronAfter(sweeping(31) + 1);
  expect((await api.get("/api/alerts")).body.items).toHaveLength(3);
  await runCronAfter(sweeping(31));
  expect((await readAlerts(one)).map(({ resolvedAt }) => resolvedAt)).toEqual([null]);
  expect((await readAlerts(other)).map(({ resolvedAt }) => resolvedAt)).toEqual([endOf(14)]);
  await db.run(sql`update alerts set resolved_told_at = null where rule_id = ${other.id}`);
  sales.isDown = true;
  await runCronAfter(sweeping(32)).catch(() => undefined);
  expect(await readAlerts(other)).toHaveLength(1);
  sales.isDown = false;
  await runCronAfter(sweeping(32));
  await runCronAfter(sweeping(32));
  expect(await readAlerts(other)).toEqual([]);
});

describe("the list of what fired", () => {
  it("comes newest first, page by page, of those that go on, and as CSV", async () => {
    const [one, other] = [
      await createRule({ service: newService() }),
      await createRule({ service: newService() }),
    ];
    await live(one, minutes("xx...xx"));
    await live(other, minutes("xx"), 7);
    const { body } = await api.get("/api/alerts?limit=2");
    expect(body.items.map(({ ruleId }: { ruleId: number }) => ruleId)).toEqual([other.id, one.id]);
    const next = await api.get(`/api/alerts?limit=2&cursor=${body.nextCursor}`);
    expect(next.body).toMatchObject({
      items: [{ ruleId: one.id, resolution: "recovered" }],
      nextCursor: null,
    });
    expect((await api.get("/api/alerts?open=true")).body.items).toHaveLength(2);
    expect((await api.get(`/api/alerts?open=false&ruleId=${one.id}`)).body.items).toHaveLength(1);
    expect((await api.get(`/api/alerts?open=true&ruleId=${one.id}`)).body.items).toHaveLength(1);

    const csv = await api.get(`/api/alerts.csv?ruleId=${one.id}&open=false`);
    expect(csv.headers.get("content-disposition")).toBe('attachment; filename="alerts.csv"');
    const [head, line, rest] = String(csv.body).split("\r\n");
    expect(head).toBe(
      "id,ruleId,name,kind,threshold,windowMinutes,service,route,method,caller,since,firedAt,resolvedAt,resolution,value,worst,resolvedValue",
    );
    expect(line).toBe(
      `${next.body.items[0].id},${one.id},It fails,error-rate,0.1,1,${one.service},,,,${endOf(0)},${endOf(1)},${endOf(4)},recovered,1,1,0`,
    );
    expect(rest).toBe("");
  });

  it.each([
    ["open=maybe", "/open"],
    ["ruleId=x", "/ruleId"],
    ["cursor=x", "/cursor"],
    ["state=open", "/state"],
  ])("refuses ?%s", async (query, pointer) => {
    const { status, body } = await api.get(`/api/alerts?${query}`);
    expect([status, body.errors[0].pointer]).toEqual([400, pointer]);
  });
});
