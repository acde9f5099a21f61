import { describe, expect, it } from "vitest";
import { api, claim, insert, queued, send } from "./test-workflows.ts";

const patch = (uuid: string, json: unknown, ifMatch?: string) =>
  send("PATCH", `/api/workflows/${uuid}`, json, ifMatch === undefined ? {} : { "if-match": ifMatch });

const report = (uuid: string, name: string, json: object) =>
  send("POST", `/api/workflows/${uuid}/steps/${encodeURIComponent(name)}`, json);

const find = async (uuid: string) => (await api.get(`/api/workflows/${uuid}`)).body;

describe("PATCH /api/workflows/{uuid}", () => {
  it("changes the data and nothing else, and has its CSV made again", async () => {
    const { uuid, ...before } = await insert({ order: 1 });
    queued.rendering.length = 0;
    const { status, headers, body } = await patch(uuid, { data: { order: 2 } }, '"1"');
    expect(status).toBe(200);
    expect(headers.get("etag")).toBe('"2"');
    expect(body).toEqual({
      ...before,
      uuid,
      data: { order: 2 },
      version: 2,
      updatedAt: expect.stringMatching(/^20/),
    });
    expect(await find(uuid)).toEqual(body);
    expect(queued.rendering).toEqual([{ uuid, traceparent: null, caller: "person:1" }]);
  });

  it("sets data to null, which is data too", async () => {
    const { uuid } = await insert({ order: 1 });
    expect((await patch(uuid, { data: null }, '"1"')).body).toMatchObject({ data: null, version: 2 });
  });

  it("changes the steps; what was said of those that stay is kept, and of others forgotten", async () => {
    const { uuid } = await insert(1, ["separar", "embalar"]);
    await report(uuid, "separar", { status: "failed", message: "Não achei" });
    await report(uuid, "embalar", { status: "done" });
    queued.rendering.length = 0;
    const edited = await patch(uuid, { steps: ["enviar", "embalar"] }, '"3"');
    expect(edited.body.steps).toEqual(["enviar", "embalar"]);
    expect(edited.body.progress).toMatchObject([
      { name: "enviar", status: "waiting" },
      { name: "embalar", status: "done" },
    ]);
    expect(queued.rendering).toEqual([]);
    const back = await patch(uuid, { steps: ["separar", "embalar"] }, '"4"');
    expect(back.body.progress).toMatchObject([
      { name: "separar", status: "waiting", message: null },
      { name: "embalar", status: "done" },
    ]);
  });

  it("refuses an edit of an older version, shows the newer one, and changes nothing", async () => {
    const { uuid } = await insert(1);
    const { body: newer } = await patch(uuid, { data: 2 }, '"1"');
    const stale = await patch(uuid, { data: 3, steps: ["x"], status: "consumed" }, '"1"');
    expect(stale).toMatchObject({ status: 412, body: { code: "precondition-failed", current: newer } });
    expect(stale.headers.get("etag")).toBe('"2"');
    expect(await find(uuid)).toEqual(newer);
  });

  it("lets one of many concurrent edits through, and tells the others", async () => {
    const { uuid } = await insert(0);
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => patch(uuid, { data: i }, '"1"')));
    const winners = answers.filter(({ status }) => status === 200);
    expect(winners).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(19);
    expect(await find(uuid)).toEqual(winners[0]!.body);
  });

  it.each([
    ["no If-Match", undefined, { data: 1 }, 428, "precondition-required"],
    ["a weak If-Match", 'W/"1"', { data: 1 }, 428, "precondition-required"],
    ["nothing to change", '"1"', {}, 422, "invalid-body"],
    ["no steps", '"1"', { steps: [] }, 422, "invalid-body"],
    ["a status that is none", '"1"', { status: "leased" }, 422, "invalid-body"],
    ["a field of its own", '"1"', { place: "waiting" }, 422, "invalid-body"],
  ])("with %s is refused", async (_, ifMatch, changes, status, code) => {
    const before = await insert();
    expect(await patch(before.uuid, changes, ifMatch)).toMatchObject({ status, body: { code } });
    expect(await find(before.uuid)).toEqual(before);
  });

  it("of a workflow that isn't there is 404", async () => {
    const { status } = await patch("019ab0e2-7c1a-7d53-9b2f-3f6c7a1e5d04", { data: 1 }, '"1"');
    expect(status).toBe(404);
  });
});

describe("the status", () => {
  const conflict = (code: string, detail: string) => ({
    status: 409,
    body: { code: "conflict", detail, errors: [{ pointer: "/status", code, detail }] },
  });
  const CONSUMED = conflict("consumed", "It is consumed, and stays as it is.");
  const LEASED = conflict(
    "leased",
    "Somebody has claimed it. Wait until they are done, or their lease runs out.",
  );

  it("becomes consumed, once and for good, with the last edit", async () => {
    const { uuid } = await insert(1);
    const { status, body } = await patch(uuid, { status: "consumed", data: 2 }, '"1"');
    expect([status, body.status, body.place, body.data, body.version]).toEqual([
      200,
      "consumed",
      "consumed",
      2,
      2,
    ]);
    expect(Math.abs(Date.now() - Date.parse(body.consumedAt))).toBeLessThan(60_000);
    expect(await patch(uuid, { status: "consumed" }, '"2"')).toMatchObject({ status: 200, body });
    expect(await patch(uuid, { status: "inserted" }, '"2"')).toMatchObject(CONSUMED);
    expect(await patch(uuid, { data: 3 }, '"2"')).toMatchObject(CONSUMED);
    expect(await patch(uuid, { status: "consumed", data: 3 }, '"2"')).toMatchObject(CONSUMED);
    expect(await patch(uuid, { steps: ["x"] }, '"2"')).toMatchObject(CONSUMED);
    expect(await find(uuid)).toEqual(body);
  });

  it("that it has already is no change", async () => {
    const before = await insert();
    const { status, body } = await patch(before.uuid, { status: "inserted" }, '"1"');
    expect([status, body]).toEqual([200, before]);
  });

  it("is nobody's to change while somebody has a lease", async () => {
    const { uuid, lease } = await claim();
    expect(await patch(uuid, { status: "consumed" }, '"2"')).toMatchObject(LEASED);
    expect(await patch(uuid, { data: 2 }, '"2"')).toMatchObject(LEASED);
    expect(await patch(uuid, { status: "inserted" }, '"2"')).toMatchObject({ status: 200 });
    expect((await send("POST", `/api/workflows/${uuid}/ack`, { lease })).status).toBe(200);
  });

  it("of what is among the dead letters can be changed, and it can be put back in line", async () => {
    const { uuid } = await insert(1);
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      const { lease } = await claim({ of: uuid });
      await send("POST", `/api/workflows/${uuid}/release`, { lease, error: "Sem papel" });
    }
    const dead = await find(uuid);
    expect(dead).toMatchObject({ place: "dead", attempts: 5, lastError: "Sem papel", version: 11 });
    expect((await patch(uuid, { data: 2 }, '"11"')).body).toMatchObject({ place: "dead", data: 2 });
    const requeued = await api.send("POST", `/api/workflows/${uuid}/requeue`);
    expect(requeued).toMatchObject({
      status: 200,
      body: { status: "inserted", place: "waiting", attempts: 0, lastError: "Sem papel", version: 13 },
    });
    expect(requeued.headers.get("etag")).toBe('"13"');
    expect(await api.send("POST", `/api/workflows/${uuid}/requeue`)).toMatchObject(
      conflict("waiting", "It waits in the queue already."),
    );
    expect((await patch(uuid, { status: "consumed" }, '"13"')).body.place).toBe("consumed");
    expect(await api.send("POST", `/api/workflows/${uuid}/requeue`)).toMatchObject(CONSUMED);
  });

  it("of what somebody has can't be put back in line", async () => {
    const { uuid, lease } = await claim();
    expect(await api.send("POST", `/api/workflows/${uuid}/requeue`)).toMatchObject(LEASED);
    await send("POST", `/api/workflows/${uuid}/ack`, { lease });
    const none = "019ab0e2-7c1a-7d53-9b2f-3f6c7a1e5d04";
    expect((await api.send("POST", `/api/workflows/${none}/requeue`)).status).toBe(404);
  });
});
