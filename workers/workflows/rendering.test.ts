import { env } from "cloudflare:test";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  api,
  db,
  emptyQueue,
  handOver,
  insert,
  queued,
  renderQueued,
  runCronAt,
  send,
  settings,
} from "./test-workflows.ts";

beforeEach(async () => {
  await emptyQueue();
  await db.run(sql`update workflows set rendered_version = data_version`);
  queued.rendering.length = 0;
  queued.log.length = 0;
});

afterEach(() => {
  delete settings.FILES;
  delete settings.LOG_QUEUE;
  vi.restoreAllMocks();
});

const patch = (uuid: string, version: number, json: object) =>
  send("PATCH", `/api/workflows/${uuid}`, json, { "if-match": `"${version}"` });

const stored = async (uuid: string) => (await env.FILES.get(`${uuid}.csv`))?.text();
const csvOf = async (uuid: string) => (await api.get(`/api/workflows/${uuid}/csv`)).body;
const message = (uuid: string) => ({ uuid, traceparent: null, caller: null });

/** The store of files, where some of it fails. */
const failing = (...methods: ("get" | "put")[]) =>
  new Proxy(env.FILES, {
    get: (files, name) => {
      if (methods.includes(name as "get")) return () => Promise.reject(new Error("R2 is down"));
      const own = files[name as keyof R2Bucket];
      return typeof own === "function" ? own.bind(files) : own;
    },
  });

describe("the queue of rendering", () => {
  it("stores the CSV of a new workflow, and logs that under the request's id", async () => {
    const { body } = await api.send("POST", "/api/workflows", '{"data":{"order":1},"steps":["a"]}', {
      "content-type": "application/json",
      traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    });
    expect(await stored(body.uuid)).toBeUndefined();
    const result = await renderQueued();
    expect(result.outcome).toBe("ok");
    expect(result.retryMessages).toEqual([]);
    expect(await stored(body.uuid)).toBe("order\r\n1\r\n");
    expect(queued.log).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        time: expect.stringMatching(/^20.+Z$/),
        requestId: "0af7651916cd43dd8448eb211c80319c",
        spanId: expect.stringMatching(/^[0-9a-f]{16}$/),
        parentSpanId: "b7ad6b7169203331",
        service: "workflows",
        version: "0.1.0",
        method: "QUEUE",
        route: "fachada-workflows",
        path: `/api/workflows/${body.uuid}/csv`,
        status: 200,
        durationMs: expect.any(Number),
        serviceMs: expect.any(Number),
        databaseMs: expect.any(Number),
        rowsRead: expect.any(Number),
        colo: null,
        country: null,
        caller: "person:1",
        spans: expect.stringMatching(/^\[\["queue","fachada-workflows",/),
      },
    ]);
    expect((await api.get(`/api/workflows/${body.uuid}`)).body).toEqual(body); // not an edit
  });

  it("may bring a message twice, late, after an edit, or of what isn't there", async () => {
    const { uuid } = await insert({ order: 1 });
    await patch(uuid, 1, { data: { order: 2 } });
    await handOver(message(uuid), message(uuid));
    expect(await stored(uuid)).toBe("order\r\n2\r\n");
    await env.FILES.put(`${uuid}.csv`, "not again", { customMetadata: { dataVersion: "2" } });
    await handOver(message(uuid));
    expect(await stored(uuid)).toBe("not again");
    expect(await csvOf(uuid)).toBe("not again"); // from the store
    const none = await handOver(message("019ab0e2-7c1a-7d53-9b2f-3f6c7a1e5d04"));
    expect(none.retryMessages).toEqual([]);
  });

  it("drops what is no message, and takes those beside it", async () => {
    const said = vi.spyOn(console, "error").mockReturnValue();
    const { uuid } = await insert({ order: 1 });
    const result = await handOver(null, { uuid: "x" }, message(uuid), { ...message(uuid), more: 1 });
    expect([result.outcome, result.retryMessages]).toEqual(["ok", []]);
    expect(await stored(uuid)).toBe("order\r\n1\r\n");
    expect(queued.log).toHaveLength(1);
    expect(said).toHaveBeenCalledTimes(3);
  });

  it("is asked to come again with what can't be stored", async () => {
    vi.spyOn(console, "error").mockReturnValue();
    const [first, second] = [await insert({ order: 1 }), await insert({ order: 2 })];
    settings.FILES = failing("put");
    const result = await handOver(message(first.uuid), message(second.uuid));
    expect(result.retryMessages).toEqual([{ msgId: "m0" }, { msgId: "m1" }]);
    expect(queued.log.map(({ status }) => status)).toEqual([500, 500]);
    delete settings.FILES;
    await renderQueued();
    expect(await stored(second.uuid)).toBe("order\r\n2\r\n");
  });

  it("renders although the log is down", async () => {
    vi.spyOn(console, "error").mockReturnValue();
    settings.LOG_QUEUE = { send: () => Promise.reject(new Error("Queue sends are disabled")) };
    const { uuid } = await insert({ order: 1 });
    expect((await renderQueued()).outcome).toBe("ok");
    expect(await stored(uuid)).toBe("order\r\n1\r\n");
  });
});

describe("GET /api/workflows/{uuid}/csv", () => {
  it("is made and stored where it isn't yet, and has the version of the data as its ETag", async () => {
    const { uuid } = await insert({ order: 1 });
    const first = await api.get(`/api/workflows/${uuid}/csv`);
    expect([first.status, first.body]).toEqual([200, "order\r\n1\r\n"]);
    expect(first.headers.get("etag")).toBe('"1"');
    expect(first.headers.get("content-disposition")).toBe(`attachment; filename="workflow-${uuid}.csv"`);
    expect(await stored(uuid)).toBe("order\r\n1\r\n");
    const known = { "if-none-match": '"1"' };
    expect((await api.send("GET", `/api/workflows/${uuid}/csv`, undefined, known)).status).toBe(304);
    await patch(uuid, 1, { steps: ["b"] });
    expect((await api.send("GET", `/api/workflows/${uuid}/csv`, undefined, known)).status).toBe(304);
    await patch(uuid, 2, { data: { order: 2 } });
    const edited = await api.send("GET", `/api/workflows/${uuid}/csv`, undefined, known);
    expect([edited.status, edited.body, edited.headers.get("etag")]).toEqual([200, "order\r\n2\r\n", '"2"']);
    expect((await api.get("/api/workflows/019ab0e2-7c1a-7d53-9b2f-3f6c7a1e5d04/csv")).status).toBe(404);
  });

  it.each([[["put"]], [["get"]], [["get", "put"]]] as const)(
    "is answered although %s fails",
    async (methods) => {
      vi.spyOn(console, "error").mockReturnValue();
      const [late, ready] = [await insert({ order: 1 }), await insert({ order: 2 })];
      await handOver(message(ready.uuid));
      settings.FILES = failing(...methods);
      expect([await csvOf(late.uuid), await csvOf(ready.uuid)]).toEqual(["order\r\n1\r\n", "order\r\n2\r\n"]);
      const bodies = [1, 2].map(async () => (await api.send("POST", "/api/workflows/consume")).body);
      expect((await Promise.all(bodies)).toSorted()).toEqual(["order\r\n1\r\n", "order\r\n2\r\n"]);
    },
  );

  it("is made anew where the store lost it, or has an older one that came late", async () => {
    const [lost, old] = [await insert({ order: 1 }), await insert({ order: 2 })];
    await renderQueued();
    await env.FILES.delete(`${lost.uuid}.csv`);
    await env.FILES.put(`${old.uuid}.csv`, "old", { customMetadata: { dataVersion: "0" } });
    expect([await csvOf(lost.uuid), await csvOf(old.uuid)]).toEqual(["order\r\n1\r\n", "order\r\n2\r\n"]);
    expect([await stored(lost.uuid), await stored(old.uuid)]).toEqual(["order\r\n1\r\n", "order\r\n2\r\n"]);
  });
});

describe("the cron", () => {
  it("renders what the queue lost, a minute later", async () => {
    const { uuid } = await insert({ order: 1 });
    await runCronAt(Date.now());
    expect(await stored(uuid)).toBeUndefined();
    await runCronAt(Date.now() + 61_000);
    expect(await stored(uuid)).toBe("order\r\n1\r\n");
  });

  it("renders the others where one fails, and does what else it has to", async () => {
    vi.spyOn(console, "error").mockReturnValue();
    const [first, second] = [await insert({ order: 1 }), await insert({ order: 2 })];
    await db.run(sql`insert into idempotency_keys values ('old', '', null, 0)`);
    settings.FILES = new Proxy(env.FILES, {
      get: (files, name) =>
        name === "put"
          ? (key: string, csv: string, options: R2PutOptions) =>
              key.startsWith(first.uuid)
                ? Promise.reject(new Error("R2 is down"))
                : files.put(key, csv, options)
          : files[name as "get"].bind(files),
    });
    const sweeping = Math.ceil(Date.now() / 3_600_000) * 3_600_000 + 47 * 60_000;
    await runCronAt(sweeping);
    expect([await stored(first.uuid), await stored(second.uuid)]).toEqual([undefined, "order\r\n2\r\n"]);
    const keys = await db.all(sql`select key from idempotency_keys where key = 'old'`);
    expect(keys).toEqual([]);
  });
});
