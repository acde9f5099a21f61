import { describe, expect, it } from "vitest";
import { api, emptyQueue, insert, send } from "./test-workflows.ts";

const report = (uuid: string, name: string, json: object) =>
  send("POST", `/api/workflows/${uuid}/steps/${encodeURIComponent(name)}`, json);

const TIME = expect.stringMatching(/^20\d\d-.+Z$/);
const WAITING = { status: "waiting", message: null, startedAt: null, finishedAt: null };

describe("POST /api/workflows/{uuid}/steps/{name}", () => {
  it("tells how far a step is, and when", async () => {
    const { uuid } = await insert(1, ["separar", "embalar", "enviar"]);
    const started = await report(uuid, "separar", { status: "started" });
    expect(started.status).toBe(200);
    expect(started.headers.get("etag")).toBe('"2"');
    expect(started.body.progress).toEqual([
      { name: "separar", status: "started", message: null, startedAt: TIME, finishedAt: null },
      { name: "embalar", ...WAITING },
      { name: "enviar", ...WAITING },
    ]);
    const { startedAt } = started.body.progress[0];
    await report(uuid, "separar", { status: "done", message: "Caixa 7" });
    const failed = await report(uuid, "embalar", { status: "failed", message: "Sem papel" });
    expect(failed.body.progress).toEqual([
      { name: "separar", status: "done", message: "Caixa 7", startedAt, finishedAt: TIME },
      { name: "embalar", status: "failed", message: "Sem papel", startedAt: null, finishedAt: TIME },
      { name: "enviar", ...WAITING },
    ]);
    expect(Math.abs(Date.now() - Date.parse(startedAt))).toBeLessThan(60_000);
    expect((await api.get(`/api/workflows/${uuid}`)).body).toEqual(failed.body);
    expect(failed.body).toMatchObject({ status: "inserted", place: "waiting", version: 4 });
  });

  it("takes the last word, and a new start for it", async () => {
    const { uuid } = await insert(1, ["a"]);
    await report(uuid, "a", { status: "failed", message: "Sem papel" });
    const again = await report(uuid, "a", { status: "started" });
    expect(again.body.progress).toEqual([
      { name: "a", status: "started", message: null, startedAt: TIME, finishedAt: null },
    ]);
    expect((await report(uuid, "a", { status: "done", message: null })).body.progress[0].status).toBe("done");
  });

  it.each([
    "conferir a nota",
    "a/b",
    "100%",
    "%2e",
    "é?#&+",
    "津軽 🎸",
    "...",
    "audit",
    "'; drop table workflows",
    '"[]{}\\',
  ])("finds the step %s by its name in the path", async (name) => {
    const { uuid } = await insert(1, ["outro", name]);
    const { status, body } = await report(uuid, name, { status: "done" });
    expect(status).toBe(200);
    expect(body.progress).toMatchObject([
      { name: "outro", ...WAITING },
      { name, status: "done" },
    ]);
  });

  it("finds it however its letters are put together", async () => {
    const { uuid } = await insert(1, ["revis\u0061\u0303o"]);
    expect((await report(uuid, "revis\u00e3o", { status: "done" })).status).toBe(200);
    expect((await report(uuid, " revis\u0061\u0303o ", { status: "done" })).status).toBe(200);
  });

  it("is taken of what was consumed, too", async () => {
    await emptyQueue();
    const { uuid } = await insert(1, ["enviar"]);
    await api.send("POST", "/api/workflows/consume");
    const { status, body } = await report(uuid, "enviar", { status: "done" });
    expect([status, body.status]).toEqual([200, "consumed"]);
    expect(body.progress).toMatchObject([{ name: "enviar", status: "done" }]);
  });

  it.each([
    [{ status: "failed" }, 422, [{ pointer: "/message", code: "required", detail: "Say what went wrong." }]],
    [{ status: "failed", message: null }, 422, [{ pointer: "/message", code: "required" }]],
    [{ status: "failed", message: " " }, 422, [{ pointer: "/message", code: "too_small" }]],
    [{ status: "done", message: "x".repeat(501) }, 422, [{ pointer: "/message", code: "too_big" }]],
    [{ status: "waiting" }, 422, [{ pointer: "/status", code: "invalid" }]],
    [{}, 422, [{ pointer: "/status" }]],
    [{ status: "done", at: 1 }, 422, [{ pointer: "/at", code: "unknown" }]],
  ])("refuses %j", async (json, status, errors) => {
    const before = await insert(1, ["a"]);
    expect(await report(before.uuid, "a", json)).toMatchObject({ status, body: { errors } });
    expect((await api.get(`/api/workflows/${before.uuid}`)).body).toEqual(before);
  });

  it("of a step or a workflow that there isn't is 404", async () => {
    const before = await insert(1, ["a"]);
    expect(await report(before.uuid, "b", { status: "done" })).toMatchObject({
      status: 404,
      body: { detail: `Workflow ${before.uuid} has no step b.` },
    });
    expect((await api.get(`/api/workflows/${before.uuid}`)).body).toEqual(before);
    const none = await report("019ab0e2-7c1a-7d53-9b2f-3f6c7a1e5d04", "a", { status: "done" });
    expect(none.status).toBe(404);
  });
});
