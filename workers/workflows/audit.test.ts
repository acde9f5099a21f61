import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { IDENTITY_HEADER, writeIdentity } from "../shared/identity.ts";
import { api, claim, db, emptyQueue, insert, runCronAt, send } from "./test-workflows.ts";

const OWNER = { kind: "person", id: 1, name: "Dona Ivone Lara" };
const KEEPER = { kind: "setup", id: null, name: "Fachada" };
const ROBOT = { kind: "key" as const, id: 7, name: "Robô" };

const asRobot = {
  [IDENTITY_HEADER]: writeIdentity({
    ...ROBOT,
    role: null,
    rights: ["workflows:read", "workflows:write"],
    expiresAt: null,
  }),
};

beforeEach(emptyQueue);

/** What was done, oldest first. */
async function storyOf(uuid: string) {
  const { body } = await api.get(`/api/workflows/${uuid}/audit?limit=100`);
  const entries = body.items as { action: string; by: object; changes: unknown }[];
  return entries.toReversed().map(({ action, by, changes }) => [action, by, changes]);
}

const released = (to: string | null) => [to === null ? null : { field: "error", from: null, to }];

describe("a workflow's audit trail", () => {
  it("tells who created, edited, reported and consumed it", async () => {
    const { uuid } = await insert({ order: 1 }, ["a", "b"]);
    await send("POST", `/api/workflows/${uuid}/steps/a`, { status: "failed", message: "Sem papel" }, asRobot);
    await send("POST", `/api/workflows/${uuid}/steps/b`, { status: "started" });
    const edit = { data: { order: 2 }, steps: ["a", "c"] };
    await send("PATCH", `/api/workflows/${uuid}`, edit, { "if-match": '"3"' });
    await send("PATCH", `/api/workflows/${uuid}`, { data: 3, status: "consumed" }, { "if-match": '"4"' });
    const data = { field: "data", from: null, to: null };
    expect(await storyOf(uuid)).toEqual([
      ["created", OWNER, []],
      [
        "step-reported",
        ROBOT,
        [
          { field: "step", from: null, to: "a" },
          { field: "status", from: null, to: "failed" },
          { field: "message", from: null, to: "Sem papel" },
        ],
      ],
      [
        "step-reported",
        OWNER,
        [
          { field: "step", from: null, to: "b" },
          { field: "status", from: null, to: "started" },
        ],
      ],
      ["edited", OWNER, [data, { field: "steps", from: '["a","b"]', to: '["a","c"]' }]],
      ["edited", OWNER, [data]],
      ["consumed", OWNER, []],
    ]);
  });

  it("tells of every attempt, by whom, and of those that Fachada ended", async () => {
    const { uuid } = await insert();
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      const { lease } = await claim({ of: uuid, headers: asRobot });
      const answer = { lease, ...(attempt === 1 && { error: "Sem papel" }) };
      await send("POST", `/api/workflows/${uuid}/release`, answer, asRobot);
    }
    for (let attempt = 3; attempt <= 5; attempt += 1) {
      await claim({ of: uuid, leaseSeconds: 60 });
      await runCronAt(Date.now() + 61_000);
    }
    await api.send("POST", `/api/workflows/${uuid}/requeue`);
    const { lease } = await claim({ of: uuid, headers: asRobot });
    await send("POST", `/api/workflows/${uuid}/ack`, { lease }, asRobot);
    expect(await storyOf(uuid)).toEqual([
      ["created", OWNER, []],
      ["claimed", ROBOT, []],
      ["released", ROBOT, released("Sem papel")],
      ["claimed", ROBOT, []],
      ["released", ROBOT, []],
      ["claimed", OWNER, []],
      ["expired", KEEPER, []],
      ["claimed", OWNER, []],
      ["expired", KEEPER, []],
      ["claimed", OWNER, []],
      ["expired", KEEPER, []],
      ["buried", KEEPER, []],
      ["requeued", OWNER, []],
      ["claimed", ROBOT, []],
      ["consumed", ROBOT, []],
    ]);
  });

  it("tells who consumed it from the queue, and nothing of what was refused or said twice", async () => {
    const { uuid } = await insert();
    await api.send("POST", "/api/workflows/consume", undefined, asRobot);
    await send("PATCH", `/api/workflows/${uuid}`, { data: 1 }, { "if-match": '"2"' });
    await send("PATCH", `/api/workflows/${uuid}`, { status: "consumed" }, { "if-match": '"2"' });
    await api.send("POST", `/api/workflows/${uuid}/requeue`);
    await send("POST", `/api/workflows/${uuid}/steps/none`, { status: "done" });
    expect(await storyOf(uuid)).toEqual([
      ["created", OWNER, []],
      ["consumed", ROBOT, []],
    ]);
  });

  it("buries by a release what was tried five times", async () => {
    const { uuid } = await insert();
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      const { lease } = await claim({ of: uuid });
      await send("POST", `/api/workflows/${uuid}/release`, { lease, error: `${attempt}` });
    }
    expect((await storyOf(uuid)).slice(-2)).toEqual([
      ["released", OWNER, released("5")],
      ["buried", KEEPER, []],
    ]);
  });

  it("is read page by page, and of none is 404", async () => {
    const { uuid } = await insert(1, ["a"]);
    for (let i = 0; i < 4; i += 1) await send("POST", `/api/workflows/${uuid}/steps/a`, { status: "done" });
    const first = await api.get(`/api/workflows/${uuid}/audit?limit=3`);
    expect(first.body.items).toHaveLength(3);
    const rest = await api.get(`/api/workflows/${uuid}/audit?limit=3&cursor=${first.body.nextCursor}`);
    expect(rest.body.items.map(({ action }: { action: string }) => action)).toEqual([
      "step-reported",
      "created",
    ]);
    expect(rest.body.nextCursor).toBeNull();
    expect((await api.get("/api/workflows/019ab0e2-7c1a-7d53-9b2f-3f6c7a1e5d04/audit")).status).toBe(404);
  });
});

const attempt = async (statement: ReturnType<typeof sql>) => {
  try {
    await db.run(statement);
    return "done";
  } catch (error) {
    return /refused: consumed|append-only|CHECK/.exec(String((error as Error).cause ?? error))?.[0];
  }
};

describe("by SQL, too", () => {
  it("nobody rewrites an audit trail", async () => {
    await insert();
    expect(await attempt(sql`delete from audit`)).toBe("append-only");
    expect(await attempt(sql`update audit set by_name = 'x'`)).toBe("append-only");
  });

  it("a consumed workflow stays as it is, and is said to be one thing", async () => {
    const { uuid } = await insert();
    const set = (what: string) => attempt(sql`update workflows set ${sql.raw(what)} where uuid = ${uuid}`);
    expect(await set("status = 'consumed'")).toBe("CHECK");
    expect(await set("place = null")).toBe("CHECK");
    expect(await set("place = 'leased'")).toBe("CHECK");
    expect(await set("lease_until = 1")).toBe("CHECK");
    await api.send("POST", "/api/workflows/consume");
    for (const what of [
      "data = '1'",
      "steps = '[]'",
      "status = 'inserted', place = 'waiting'",
      "place = 'dead'",
    ]) {
      expect(await set(what), what).toBe("refused: consumed");
    }
    expect(await set("consumed_at = null")).toBe("CHECK");
    expect(await set("rendered_version = 1")).toBe("done");
  });
});
