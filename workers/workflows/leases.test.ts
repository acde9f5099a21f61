import { beforeEach, describe, expect, it } from "vitest";
import { api, AT_ONCE, claim, emptyQueue, insert, once, quick, runCronAt, send } from "./test-workflows.ts";

beforeEach(emptyQueue);

const post = (uuid: string, act: "ack" | "release", json: object) =>
  send("POST", `/api/workflows/${uuid}/${act}`, json);
const find = async (uuid: string) => (await api.get(`/api/workflows/${uuid}`)).body;
const claimNext = async (query = "") => api.send("POST", `/api/workflows/claim${query}`);

const NOT_YOURS = {
  status: 409,
  body: {
    code: "conflict",
    detail: "This lease has ended, and somebody else may have the workflow by now.",
    errors: [{ pointer: "/lease", code: "lease" }],
  },
};
const NO_LEASE = "b7c2f6a0-3f0e-4d5e-9a53-0a8a5f6f0b11";
const NONE = "019ab0e2-7c1a-7d53-9b2f-3f6c7a1e5d04";

describe("POST /api/workflows/claim", () => {
  it("takes the oldest that waits for five minutes, with its data", async () => {
    const before = await insert({ order: 1042 });
    const { status, body } = await claimNext();
    expect(status).toBe(200);
    expect(body).toEqual({
      lease: expect.stringMatching(/^[0-9a-f-]{36}$/),
      workflow: {
        ...before,
        place: "leased",
        attempts: 1,
        leaseUntil: expect.any(String),
        version: 2,
        updatedAt: expect.any(String),
      },
    });
    const left = Date.parse(body.workflow.leaseUntil) - Date.now();
    expect(left).toBeGreaterThan(240_000);
    expect(left).toBeLessThanOrEqual(300_000);
    expect(await find(before.uuid)).toEqual(body.workflow);
    expect((await claimNext()).status).toBe(204);
  });

  it("takes it for as long as is said, up to 12 hours", async () => {
    await insert();
    const { body } = await claimNext("?leaseSeconds=43200");
    const left = Date.parse(body.workflow.leaseUntil) - Date.now();
    expect(left).toBeGreaterThan(43_100_000);
    expect(left).toBeLessThanOrEqual(43_200_000);
    for (const seconds of ["0", "-1", "43201", "1.5", "x", "", "1e3"]) {
      const refused = await claimNext(`?leaseSeconds=${seconds}`);
      expect([seconds, refused.status]).toEqual([seconds, 400]);
      expect(refused.body.errors).toMatchObject([{ pointer: "/leaseSeconds" }]);
    }
  });

  it("with a key brings the same lease again", async () => {
    const { uuid } = await insert();
    await insert();
    const first = await once("/api/workflows/claim", "robot-1", undefined);
    const again = await once("/api/workflows/claim", "robot-1", undefined);
    expect(first.body.workflow.uuid).toBe(uuid);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect((await api.get("/api/workflows?place=leased")).body.items[0].uuid).toBe(uuid);
  });

  it("by many at once brings 100 to one each", async () => {
    for (let i = 0; i < 100; i += 1) await quick.post("/api/workflows", { data: i, steps: ["a"] });
    const taken = await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        const own: number[] = [];
        for (;;) {
          const { status, body } = await quick.send("POST", "/api/workflows/claim");
          if (status === 204) return own;
          own.push(body.workflow.data);
          const path = `/api/workflows/${body.workflow.uuid}/ack`;
          expect((await quick.post(path, { lease: body.lease })).status).toBe(200);
        }
      }),
    );
    expect(taken.flat().toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i));
  });
});

describe("who has a lease", () => {
  it("says that it is done, and may say so again", async () => {
    const { uuid, lease } = await claim();
    const done = await post(uuid, "ack", { lease });
    expect(done).toMatchObject({
      status: 200,
      body: { status: "consumed", place: "consumed", leaseUntil: null, attempts: 1, version: 3 },
    });
    expect(done.headers.get("etag")).toBe('"3"');
    expect(await post(uuid, "ack", { lease })).toMatchObject({ status: 200, body: done.body });
    expect(await post(uuid, "release", { lease })).toMatchObject(NOT_YOURS);
    expect(await find(uuid)).toEqual(done.body);
  });

  it("gives it back, which puts it where it was, and may do so again", async () => {
    const { uuid, lease } = await claim();
    const later = await insert();
    const released = await post(uuid, "release", { lease, error: "  Sem papel  " });
    expect(released).toMatchObject({
      status: 200,
      body: { place: "waiting", attempts: 1, leaseUntil: null, lastError: "Sem papel", version: 3 },
    });
    expect(await post(uuid, "release", { lease })).toMatchObject({ status: 200, body: released.body });
    expect(await post(uuid, "ack", { lease })).toMatchObject(NOT_YOURS);
    const next = await claimNext();
    expect(next.body.workflow).toMatchObject({ uuid, attempts: 2, lastError: "Sem papel" });
    expect(await post(uuid, "release", { lease })).toMatchObject(NOT_YOURS); // somebody else's
    expect((await claimNext()).body.workflow.uuid).toBe(later.uuid);
    expect((await post(uuid, "release", { lease: next.body.lease })).body.lastError).toBeNull();
  });

  it("can't say that what was given back is done, although it is by now", async () => {
    const { uuid, lease } = await claim();
    await post(uuid, "release", { lease });
    await send("PATCH", `/api/workflows/${uuid}`, { status: "consumed" }, { "if-match": '"3"' });
    expect(await post(uuid, "ack", { lease })).toMatchObject(NOT_YOURS);
  });

  it.each(["ack", "release"] as const)("needs the right one to %s", async (act) => {
    const { uuid } = await claim();
    const before = await find(uuid);
    expect(await post(uuid, act, { lease: NO_LEASE })).toMatchObject(NOT_YOURS);
    expect((await post(NONE, act, { lease: NO_LEASE })).status).toBe(404);
    expect((await post(uuid, act, {})).body.errors).toMatchObject([{ pointer: "/lease", code: "required" }]);
    expect((await post(uuid, act, { lease: "x" })).status).toBe(422);
    expect((await post(uuid, act, { lease: NO_LEASE, none: 1 })).status).toBe(422);
    expect(await find(uuid)).toEqual(before);
  });

  it("has nothing once somebody consumed what never was theirs", async () => {
    const { uuid } = await insert();
    await api.send("POST", "/api/workflows/consume");
    expect(await post(uuid, "ack", { lease: NO_LEASE })).toMatchObject(NOT_YOURS);
    expect(await post(uuid, "release", { lease: NO_LEASE })).toMatchObject(NOT_YOURS);
  });
});

describe("a lease that ran out", () => {
  it("puts the workflow back in line when somebody else comes, and its old holder is told", async () => {
    const { uuid, lease } = await claim({ leaseSeconds: 1 });
    expect((await claimNext()).status).toBe(204);
    await new Promise((wake) => setTimeout(wake, 1100));
    const { body } = await claimNext();
    expect(body.workflow).toMatchObject({ uuid, attempts: 2, lastError: "The lease ran out." });
    expect(await post(uuid, "ack", { lease })).toMatchObject(NOT_YOURS);
    expect(await post(uuid, "release", { lease })).toMatchObject(NOT_YOURS);
    expect((await post(uuid, "ack", { lease: body.lease })).body.place).toBe("consumed");
  });

  it("is ended by the cron, and not before its time", async () => {
    const { uuid, lease } = await claim({ leaseSeconds: 600 });
    await runCronAt(Date.now() + 590_000);
    expect((await find(uuid)).place).toBe("leased");
    await runCronAt(Date.now() + 601_000);
    expect(await find(uuid)).toMatchObject({ place: "waiting", leaseUntil: null, attempts: 1 });
    expect(await post(uuid, "ack", { lease })).toMatchObject(NOT_YOURS);
  });
});

describe("what was tried five times", () => {
  it("is among the dead letters with its last error, until it is put back with all attempts", async () => {
    const { uuid } = await insert();
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      const { lease } = await claim({ of: uuid });
      const { body } = await post(uuid, "release", { lease, error: `Falha ${attempt}` });
      expect([body.place, body.attempts]).toEqual([attempt < 5 ? "waiting" : "dead", attempt]);
      expect((await post(uuid, "release", { lease })).status).toBe(200);
    }
    expect((await find(uuid)).lastError).toBe("Falha 5");
    expect((await claimNext()).status).toBe(204);
    expect((await api.send("POST", "/api/workflows/consume")).status).toBe(204);
    await api.send("POST", `/api/workflows/${uuid}/requeue`);
    for (let attempt = 1; attempt <= 5; attempt += 1) await release(uuid);
    expect((await find(uuid)).place).toBe("dead");
  });

  it("is there too if its lease ran out the last time", async () => {
    const { uuid } = await insert();
    for (let attempt = 1; attempt <= 4; attempt += 1) await release(uuid);
    await claim({ of: uuid, leaseSeconds: 60 });
    await runCronAt(Date.now() + 61_000);
    expect(await find(uuid)).toMatchObject({ place: "dead", attempts: 5, lastError: "The lease ran out." });
  });
});

async function release(uuid: string): Promise<void> {
  const { lease } = await claim({ of: uuid });
  await post(uuid, "release", { lease });
}
