import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { IDENTITY_HEADER, writeIdentity } from "../shared/identity.ts";
import { findLongReads } from "../shared/test-rows-read.ts";
import {
  api,
  createRule,
  db,
  endOf,
  forgetRules,
  live,
  minutes,
  newService,
  readRule,
  send,
} from "./test-alerts.ts";

beforeEach(forgetRules);

const PATH = "/api/alerts/rules";

describe("POST /api/alerts/rules", () => {
  it("makes a rule, with what is usual for all that isn't said", async () => {
    const given = { name: " Clients  fail ", kind: "error-rate", threshold: 0.05, service: "clients" };
    const { status, headers, body } = await api.post(PATH, given);
    expect(status).toBe(201);
    expect(headers.get("location")).toBe(`/api/alerts/rules/${body.id}`);
    expect(headers.get("etag")).toBe('"1"');
    expect(body).toEqual({
      id: body.id,
      name: "Clients fail",
      kind: "error-rate",
      threshold: 0.05,
      windowMinutes: 5,
      minRequests: 10,
      forMinutes: 2,
      recoverMinutes: 5,
      service: "clients",
      route: null,
      method: null,
      caller: null,
      active: true,
      state: null,
      since: null,
      value: null,
      requests: null,
      evaluatedAt: null,
      version: 1,
      createdAt: expect.stringMatching(/Z$/),
      updatedAt: expect.stringMatching(/Z$/),
    });
    expect((await api.get(`${PATH}/${body.id}`)).body).toEqual(body);
  });

  it("makes one of silence, which has no threshold", async () => {
    const { body } = await api.post(PATH, {
      name: "Nobody buys",
      kind: "silence",
      windowMinutes: 1440,
      method: "post",
      route: "/api/purchases",
      caller: "key:7",
    });
    expect(body).toMatchObject({ threshold: null, minRequests: null, method: "POST", caller: "key:7" });
  });

  it("makes it once for each Idempotency-Key", async () => {
    const json = { name: "Slow", kind: "p95", threshold: 500 };
    const key = { "idempotency-key": "one-rule" };
    const sent = await Promise.all([1, 2, 3].map(() => send("POST", PATH, json, key)));
    expect(new Set(sent.map(({ body }) => body.id)).size).toBe(1);
    expect(sent.filter(({ headers }) => headers.has("idempotent-replayed"))).toHaveLength(2);
    expect((await send("POST", PATH, { ...json, threshold: 600 }, key)).status).toBe(422);
    expect((await api.get(PATH)).body.items).toHaveLength(1);
  });

  const rate = { name: "x", kind: "error-rate", threshold: 0.1 };
  const silence = { name: "x", kind: "silence" };
  it.each([
    ["no threshold", { name: "x", kind: "p95" }, "/threshold", "required"],
    ["a share of 0", { ...rate, threshold: 0 }, "/threshold", "too_small"],
    ["more than all requests", { ...rate, threshold: 1.01 }, "/threshold", "too_big"],
    ["a percentage", { ...rate, threshold: 5 }, "/threshold", "too_big"],
    ["more than a minute", { name: "x", kind: "p95", threshold: 60_001 }, "/threshold", "too_big"],
    ["a threshold of silence", { ...silence, threshold: 1 }, "/threshold", "combination"],
    ["requests of silence", { ...silence, minRequests: 5 }, "/minRequests", "combination"],
    ["another kind", { ...rate, kind: "p42" }, "/kind", "invalid"],
    ["no window", { ...rate, windowMinutes: 0 }, "/windowMinutes", "too_small"],
    ["more than a day", { ...rate, windowMinutes: 1441 }, "/windowMinutes", "too_big"],
    ["part of a minute", { ...rate, forMinutes: 1.5 }, "/forMinutes", "type"],
    ["no time at all", { ...rate, recoverMinutes: 0 }, "/recoverMinutes", "too_small"],
    ["no requests", { ...rate, minRequests: 0 }, "/minRequests", "too_small"],
    ["a route that no route is", { ...rate, route: "api/clients" }, "/route", "invalid_format"],
    ["a caller who is none", { ...rate, caller: "somebody" }, "/caller", "invalid_format"],
    ["no name", { ...rate, name: " " }, "/name", "too_small"],
    ["an unknown field", { ...rate, state: "firing" }, "/state", "unknown"],
  ])("refuses %s", async (_, json, pointer, code) => {
    const { status, body } = await api.post(PATH, json);
    expect([status, body.code]).toEqual([422, "invalid-body"]);
    expect(body.errors).toMatchObject([{ pointer, code }]);
    expect((await api.get(PATH)).body.items).toEqual([]);
  });

  it("takes 50, and the next one once there is room", async () => {
    const rules = await Promise.all(Array.from({ length: 52 }, () => api.post(PATH, rate)));
    const made = rules.filter(({ status }) => status === 201);
    const refused = rules.filter(({ status }) => status === 409);
    expect([made.length, refused.length]).toEqual([50, 2]);
    expect(refused[0]?.body.detail).toBe(
      "There are 50 rules, and that is all there may be. Delete one first.",
    );
    await api.send("DELETE", `${PATH}/${made[0]?.body.id}`);
    expect((await api.post(PATH, rate)).status).toBe(201);
  });

  it("is for who manages alerts; who sees the log sees them", async () => {
    const as = {
      [IDENTITY_HEADER]: writeIdentity({
        kind: "person",
        id: 2,
        name: "Paulinho da Viola",
        role: "staff",
        rights: ["log:read"],
        expiresAt: null,
      }),
    };
    expect((await send("POST", PATH, rate, as)).body.detail).toBe(
      "This needs the right alerts:manage, which you don't have.",
    );
    expect((await api.send("GET", PATH, undefined, as)).status).toBe(200);
  });
});

describe("PATCH /api/alerts/rules/{id}", () => {
  const edit = (id: number, json: object, version = 1) =>
    send("PATCH", `${PATH}/${id}`, json, { "if-match": `"${version}"` });

  it("changes what is given, and tells who did", async () => {
    const { id } = await createRule({ service: "clients" });
    const changes = { threshold: 0.2, service: null, route: "*", active: false };
    const { status, headers, body } = await edit(id, changes);
    expect([status, headers.get("etag")]).toEqual([200, '"2"']);
    expect(body).toMatchObject({ ...changes, name: "It fails", version: 2 });
    const trail = (await api.get(`${PATH}/${id}/audit`)).body.items;
    expect(trail).toMatchObject([
      {
        action: "edited",
        by: { kind: "person", id: 1, name: "Dona Ivone Lara" },
        changes: [
          { field: "threshold", from: 0.1, to: 0.2 },
          { field: "service", from: "clients", to: null },
          { field: "route", from: null, to: "*" },
          { field: "active", from: true, to: false },
        ],
      },
      { action: "created", changes: [] },
    ]);
  });

  it("goes on counting minutes where the condition stays the same", async () => {
    const rule = await createRule({ service: newService(), forMinutes: 3, method: "get" });
    await live(rule, minutes("xx"));
    await edit(rule.id, { name: "Renamed" });
    const { threshold, windowMinutes, minRequests, forMinutes, service, route, method } = rule;
    const same = { threshold, windowMinutes, minRequests, forMinutes, service, route, method, caller: null };
    const { body } = await edit(rule.id, same, 2);
    expect(body).toMatchObject({ state: "pending", since: endOf(0), version: 3 });
    expect(await live(rule, minutes("x"), 2)).toBe("F");
    await live(rule, minutes("."), 3);
    expect((await edit(rule.id, { ...same, route: "*" }, 3)).body.state).toBe("firing");
  });

  it("wants to know which version is edited, and shows the one there is", async () => {
    const { id } = await createRule();
    expect((await send("PATCH", `${PATH}/${id}`, { name: "Other" })).status).toBe(428);
    await edit(id, { name: "Other" });
    const stale = await edit(id, { name: "Third" });
    expect([stale.status, stale.body.current.name, stale.headers.get("etag")]).toEqual([412, "Other", '"2"']);
    expect((await edit(999_999, { name: "Third" })).status).toBe(404);
    expect((await api.get(`${PATH}/${id}/audit`)).body.items).toHaveLength(2);
  });

  it.each([
    ["error-rate", { threshold: 1.5 }, "/threshold", "too_big"],
    ["silence", { threshold: 0.5 }, "/threshold", "combination"],
    ["silence", { minRequests: 5 }, "/minRequests", "combination"],
    ["error-rate", {}, "", "empty"],
    ["error-rate", { name: "x", kind: "p95" }, "/kind", "unknown"],
    ["error-rate", { threshold: null }, "/threshold", "type"],
  ])("refuses of %s %j", async (kind, changes, pointer, code) => {
    const rule = await createRule(kind === "silence" ? { kind } : {});
    const { status, body } = await edit(rule.id, changes);
    expect(status).toBe(422);
    expect(body.errors).toMatchObject([{ pointer, code }]);
    expect(await readRule(rule)).toEqual(rule);
  });
});

it("deletes a rule, of which the audit trail remains", async () => {
  const { id } = await createRule();
  expect((await api.send("DELETE", `${PATH}/${id}`)).status).toBe(204);
  expect((await api.get(`${PATH}/${id}`)).status).toBe(404);
  expect((await api.send("DELETE", `${PATH}/${id}`)).status).toBe(404);
  const trail = (await api.get(`${PATH}/${id}/audit`)).body.items;
  expect(trail.map(({ action }: { action: string }) => action)).toEqual(["deleted", "created"]);
  expect((await api.get(`${PATH}/999999/audit`)).status).toBe(404);
});

it("lists rules newest first, page by page", async () => {
  const made = [await createRule(), await createRule(), await createRule()].map(({ id }) => id);
  const first = await api.get(`${PATH}?limit=2`);
  expect(first.headers.get("link")).toContain('rel="next"');
  const second = await api.get(`${PATH}?limit=2&cursor=${first.body.nextCursor}`);
  const ids = [...first.body.items, ...second.body.items].map(({ id }) => id);
  expect(ids).toEqual(made.toReversed());
  expect(second.body.nextCursor).toBeNull();
});

it("reads no more rows of what fired than it shows", async () => {
  await db.run(sql`insert into alerts (rule_id, name, kind, threshold, window_minutes, since, fired_at, resolved_at,
      resolution, value, worst, fired_told_at, resolved_told_at)
    select 1 + value % 10, 'It fails', 'error-rate', 0.1, 5, value, value, value, 'recovered', 1, 1, 1, 1
    from json_each(${JSON.stringify(Array.from({ length: 1000 }, (_, at) => at))})`);
  await createRule();
  expect(
    await findLongReads(api, [
      ["/api/alerts?limit=3", 8],
      ["/api/alerts?limit=3&ruleId=4", 8],
      ["/api/alerts?limit=3&open=true", 8],
      ["/api/alerts?limit=3&open=true&ruleId=4", 8],
      ["/api/alerts?limit=3&open=false&ruleId=4", 8],
      ["/api/alerts/500", 2],
    ]),
  ).toEqual([]);
  const planOf = async (query: string) =>
    JSON.stringify(await db.all(sql.raw(`explain query plan ${query}`)));
  expect(
    await planOf(`select * from alerts
      where fired_told_at is null or (resolved_at is not null and resolved_told_at is null) order by id limit 100`),
  ).toContain("alerts_to_tell");
  expect(
    await planOf(`select id from alerts where resolved_at < 5 and fired_told_at is not null
      and resolved_told_at is not null order by resolved_at limit 100`),
  ).toContain("alerts_by_end");
});
