import { sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { api, db, insert, once, queued, quick } from "./test-workflows.ts";

const WHOLE = {
  uuid: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
  status: "inserted",
  place: "waiting",
  data: { order: 1042, client: { name: "Dona Ivone Lara" } },
  steps: ["separar", "embalar"],
  progress: [
    { name: "separar", status: "waiting", message: null, startedAt: null, finishedAt: null },
    { name: "embalar", status: "waiting", message: null, startedAt: null, finishedAt: null },
  ],
  attempts: 0,
  leaseUntil: null,
  lastError: null,
  consumedAt: null,
  by: { kind: "person", id: 1, name: "Dona Ivone Lara" },
  version: 1,
  createdAt: expect.stringMatching(/^20\d\d-.+Z$/),
  updatedAt: expect.stringMatching(/^20\d\d-.+Z$/),
};

const NEW = { data: WHOLE.data, steps: WHOLE.steps };

const countAll = async () => (await db.all<{ n: number }>(sql`select count(*) as n from workflows`))[0]!.n;

describe("POST /api/workflows", () => {
  it("stores a workflow, which waits, and has its CSV made", async () => {
    queued.rendering.length = 0;
    const { status, headers, body } = await api.send("POST", "/api/workflows", JSON.stringify(NEW), {
      "content-type": "application/json",
      traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    });
    expect([status, body]).toEqual([201, WHOLE]);
    expect(headers.get("location")).toBe(`/api/workflows/${body.uuid}`);
    expect(headers.get("etag")).toBe('"1"');
    expect(Math.abs(Date.now() - Date.parse(body.createdAt))).toBeLessThan(60_000);
    expect(queued.rendering).toEqual([
      {
        uuid: body.uuid,
        traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        caller: "person:1",
      },
    ]);
    expect(await api.get(`/api/workflows/${body.uuid}`)).toMatchObject({ status: 200, body });
  });

  it("stores it although the queue of rendering is down", async () => {
    const { settings } = await import("./test-workflows.ts");
    settings.RENDERING = { send: () => Promise.reject(new Error("Queue sends are disabled")) };
    try {
      expect((await api.post("/api/workflows", NEW)).status).toBe(201);
    } finally {
      delete settings.RENDERING;
    }
  });

  it("with a key twice is one, and the first answer again", async () => {
    const first = await once("/api/workflows", "twice", NEW);
    const again = await once("/api/workflows", "twice", NEW);
    expect([first.status, first.headers.get("idempotent-replayed")]).toEqual([201, null]);
    expect([again.status, again.headers.get("idempotent-replayed")]).toEqual([201, "true"]);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get("location")).toBe(first.headers.get("location"));
  });

  it("with a key that stands for another workflow is refused", async () => {
    await once("/api/workflows", "other", NEW);
    expect(await once("/api/workflows", "other", { ...NEW, data: 2 })).toMatchObject({
      status: 422,
      body: { code: "idempotency-mismatch" },
    });
  });

  it("20 times at once with one key is one", async () => {
    const before = await countAll();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => once("/api/workflows", "at-once", NEW, quick)),
    );
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.uuid}`)).size).toBe(1);
    expect((await countAll()) - before).toBe(1);
  });
});

describe("data", () => {
  const roundTrip = async (json: string) => {
    const body = `{"data":${json},"steps":["a"]}`;
    const { status, body: stored } = await quick.send("POST", "/api/workflows", body, {
      "content-type": "application/json",
      "idempotency-key": crypto.randomUUID(),
    });
    expect(status).toBe(201);
    const { body: found } = await quick.get(`/api/workflows/${stored.uuid}`);
    return JSON.stringify([stored.data, found.data]);
  };

  it.each([
    "null",
    "0",
    "-0.5",
    "false",
    '""',
    "[]",
    "{}",
    "[null]",
    '{"__proto__":{"a":1},"constructor":null,"toString":"x"}',
    '{"a":{"__proto__":[]}}',
    '{"título":"Sá & Guarabyra 🎸","名":"\u2028\\u0000"}',
    '{"":{"":""}}',
    '"\\ud800"',
    '{"2":1,"1":2,"b":3,"a":4}',
    "1e300",
    "9007199254740991",
  ])("%s is kept as it is", async (json) => {
    const same = JSON.stringify(JSON.parse(json));
    expect(await roundTrip(json)).toBe(`[${same},${same}]`);
  });

  it("of 128 KiB is kept, and of a byte more is not", async () => {
    const longest = "é".repeat((128 * 1024 - 2) / 2);
    expect((await insert(longest)).data).toBe(longest);
    expect(await api.post("/api/workflows", { ...NEW, data: `${longest}x` })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: "/data", code: "too_big", detail: "This may have up to 131072 bytes." }] },
    });
  });

  it("that is any JSON comes back as it was sent", async () => {
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 5 }), async (json) => {
        const same = JSON.stringify(JSON.parse(json));
        expect(await roundTrip(json)).toBe(`[${same},${same}]`);
      }),
      { numRuns: 100, endOnFailure: true },
    );
  });
});

describe("GET /api/workflows/{uuid}", () => {
  it("answers 304 to who has it already", async () => {
    const { uuid } = await insert();
    const known = await api.send("GET", `/api/workflows/${uuid}`, undefined, { "if-none-match": '"1"' });
    expect(known).toMatchObject({ status: 304, body: "" });
    expect(known.headers.get("etag")).toBe('"1"');
  });

  it("finds it by its UUID in capitals, too", async () => {
    const { uuid } = await insert();
    expect((await api.get(`/api/workflows/${uuid.toUpperCase()}`)).body.uuid).toBe(uuid);
  });

  it("of one that isn't there is 404, and of no UUID 400", async () => {
    expect(await api.get("/api/workflows/019ab0e2-7c1a-7d53-9b2f-3f6c7a1e5d04")).toMatchObject({
      status: 404,
      body: { detail: "There is no workflow 019ab0e2-7c1a-7d53-9b2f-3f6c7a1e5d04." },
    });
    expect(await api.get("/api/workflows/7")).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "/uuid", code: "invalid_format" }] },
    });
  });
});

describe("what can't be read", () => {
  let before: number;
  beforeEach(async () => {
    before = await countAll();
  });
  it.each([
    ["no JSON", "{", "application/json", 400, "invalid-json"],
    ["no UTF-8", new Uint8Array([0x22, 0xff, 0x22]), "application/json", 400, "invalid-json"],
    ["another media type", "{}", "text/plain", 415, "unsupported-media-type"],
    ["512 KiB and a byte", `"${"x".repeat(512 * 1024 - 1)}"`, "application/json", 413, "body-too-large"],
    ["10,000 open brackets", `{"data":${"[".repeat(1e4)}`, "application/json", 400, "invalid-json"],
  ])("%s is refused, and stores nothing", async (_, body, type, status, code) => {
    const answer = await api.send("POST", "/api/workflows", body, { "content-type": type });
    expect(answer).toMatchObject({ status, body: { code } });
    expect(await countAll()).toBe(before);
  });
});
