import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { api, db, enter, identify, PASSWORD, send, signIn } from "./test-accounts.ts";

const clara = {
  email: "clara@example.com",
  name: "Clara Nunes",
  role: "staff",
  password: "morena de angola",
};

describe("POST /api/people", () => {
  it("lets somebody in, who can then sign in", async () => {
    const owner = await enter("owner", "owner1@example.com");
    const { status, headers, body } = await send("POST", "/api/people", owner.as, {
      ...clara,
      email: " Clara@Example.com ",
      name: "  Clara   Nunes ",
    });
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.any(Number),
      email: "clara@example.com",
      name: "Clara Nunes",
      role: "staff",
      disabledAt: null,
      version: 1,
      createdAt: expect.stringMatching(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      updatedAt: body.createdAt,
    });
    expect(headers.get("location")).toBe(`/api/people/${body.id}`);
    expect(await send("GET", `/api/people/${body.id}`, owner.as)).toMatchObject({ status: 200, body });
    expect(await signIn("clara@example.com", "morena de angola")).toMatchObject({
      status: 201,
      body: { id: body.id, role: "staff" },
    });
  });

  it("refuses an e-mail that another person has", async () => {
    const owner = await enter("owner", "owner2@example.com");
    expect(
      await send("POST", "/api/people", owner.as, { ...clara, email: "OWNER2@example.com" }),
    ).toMatchObject({
      status: 409,
      body: { code: "conflict", errors: [{ pointer: "/email", code: "taken" }] },
    });
  });

  it.each([
    ["too short", "nine char", "/password", "too_small"],
    ["too long", "x1y2".repeat(51), "/password", "too_big"],
    ["common", "Password123", "/password", "common"],
    ["one key", "zzzzzzzzzzzz", "/password", "common"],
    ["the demo's", "fachada-demo", "/password", "common"],
    ["the e-mail", "Clara.Nunes@example.com", "/password", "email"],
    ["the e-mail's name", "clara.nunes", "/password", "email"],
  ])("refuses a password that is %s", async (_, password, pointer, code) => {
    const owner = await enter("owner", `owner-${password.slice(0, 20).replaceAll(/\W/g, "-")}@example.com`);
    const input = { ...clara, email: "clara.nunes@example.com", password };
    expect(await send("POST", "/api/people", owner.as, input)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer, code }] },
    });
  });

  it.each([
    ["no e-mail", { email: undefined }, "/email", "required"],
    ["no role", { role: undefined }, "/role", "invalid"],
    ["a role that is none", { role: "admin" }, "/role", "invalid"],
    ["an unknown field", { id: 7 }, "/id", "unknown"],
  ])("refuses %s", async (what, change, pointer, code) => {
    const owner = await enter("owner", `owner-${what.replaceAll(" ", "-")}@example.com`);
    expect(await send("POST", "/api/people", owner.as, { ...clara, ...change })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer, code }] },
    });
  });

  it("happens once per Idempotency-Key, and tells another password from the first", async () => {
    const owner = await enter("owner", "owner3@example.com");
    const headers = { ...owner.as, "idempotency-key": "clara" };
    const input = { ...clara, email: "once@example.com" };
    const [first, again] = [
      await send("POST", "/api/people", headers, input),
      await send("POST", "/api/people", headers, input),
    ];
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    for (const change of [{ password: "outra senha qualquer" }, { name: "Outra" }]) {
      expect(await send("POST", "/api/people", headers, { ...input, ...change })).toMatchObject({
        status: 422,
        body: { code: "idempotency-mismatch" },
      });
    }
  });
});

describe("GET /api/people", () => {
  it("pages through everybody by e-mail, without a password's hash, and reads no more than it shows", async () => {
    const owner = await enter("owner", "a-owner@example.com");
    for (const letter of ["c", "b", "d"]) await enter("viewer", `a-${letter}@example.com`);
    const first = await send("GET", "/api/people?limit=2", owner.as);
    expect(first.body.items.map(({ email }: { email: string }) => email)).toEqual([
      "a-b@example.com",
      "a-c@example.com",
    ]);
    expect(JSON.stringify(first.body)).not.toContain("argon2");
    expect(Number(/rows_read=(\d+)/.exec(first.headers.get("server-timing")!)?.[1])).toBeLessThanOrEqual(4);
    const next = first.headers.get("link")!.slice(1).split(">")[0]!;
    const second = await send("GET", next, owner.as);
    expect(second.body.items.map(({ email }: { email: string }) => email)).toEqual([
      "a-d@example.com",
      "a-owner@example.com",
    ]);
    expect((await send("GET", "/api/people?cursor=abc", owner.as)).status).toBe(400);
  });
});

describe("PATCH /api/people/{id}", () => {
  it("changes name and role, at once for who is signed in", async () => {
    const owner = await enter("owner", "owner4@example.com");
    const person = await enter("viewer", "promoted@example.com", "Antes");
    const { cookie } = await signIn("promoted@example.com");
    const edited = await send(
      "PATCH",
      person.path,
      { ...owner.as, "if-match": '"1"' },
      { name: "Depois", role: "staff" },
    );
    expect(edited).toMatchObject({ status: 200, body: { name: "Depois", role: "staff", version: 2 } });
    expect(edited.headers.get("etag")).toBe('"2"');
    expect(await identify({ cookie })).toMatchObject({
      status: 200,
      body: {
        identity: {
          name: "Depois",
          role: "staff",
          rights: [
            "clients:read",
            "clients:write",
            "catalog:read",
            "catalog:write",
            "sales:read",
            "sales:write",
            "stock:read",
            "stock:write",
            "workflows:read",
            "workflows:write",
            "log:read",
          ],
        },
      },
    });
  });

  it("disables somebody, which ends their sessions and shuts out their password, and enables them", async () => {
    const owner = await enter("owner", "owner5@example.com");
    const person = await enter("staff", "disabled@example.com");
    const { cookie } = await signIn("disabled@example.com");
    const off = await send("PATCH", person.path, { ...owner.as, "if-match": '"1"' }, { disabled: true });
    expect(off.body.disabledAt).toEqual(expect.any(String));
    expect(await identify({ cookie })).toMatchObject({ status: 401, body: { reason: "expired" } });
    expect((await signIn("disabled@example.com")).status).toBe(401);
    const on = await send("PATCH", person.path, { ...owner.as, "if-match": '"2"' }, { disabled: false });
    expect(on.body).toMatchObject({ disabledAt: null, version: 3 });
    expect((await identify({ cookie })).status).toBe(401);
    expect((await signIn("disabled@example.com")).status).toBe(201);
  });

  it("gives a new password, which ends their sessions", async () => {
    const owner = await enter("owner", "owner6@example.com");
    const person = await enter("staff", "reset@example.com");
    const { cookie } = await signIn("reset@example.com");
    const reset = await send(
      "PATCH",
      person.path,
      { ...owner.as, "if-match": '"1"' },
      { password: "as rosas não falam" },
    );
    expect(reset).toMatchObject({ status: 200, body: { version: 2 } });
    expect((await identify({ cookie })).status).toBe(401);
    expect((await signIn("reset@example.com", PASSWORD)).status).toBe(401);
    expect((await signIn("reset@example.com", "as rosas na\u0303o falam")).status).toBe(201);
  });

  it("doesn't give one's own new password without the current one, nor the e-mail as one", async () => {
    const owner = await enter("owner", "owner.seven@example.com");
    const person = await enter("staff", "repeating@example.com");
    const own = { ...owner.as, "if-match": '"1"' };
    expect(await send("PATCH", owner.path, own, { password: "as rosas não falam" })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: "/password", code: "own" }] },
    });
    expect(await send("PATCH", person.path, own, { password: "repeating@example.com" })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: "/password", code: "email" }] },
    });
    expect((await send("PATCH", "/api/people/99999", own, { password: "as rosas não falam" })).status).toBe(
      404,
    );
  });

  it("needs the version that is edited, and shows the newer one", async () => {
    const owner = await enter("owner", "owner8@example.com");
    const { path } = await enter("staff", "versions@example.com");
    expect((await send("PATCH", path, owner.as, { name: "X" })).status).toBe(428);
    const stale = await send(
      "PATCH",
      path,
      { ...owner.as, "if-match": '"9"' },
      { role: "viewer", disabled: true },
    );
    expect(stale).toMatchObject({
      status: 412,
      body: { current: { version: 1, role: "staff", disabledAt: null } },
    });
    expect((await send("PATCH", path, { ...owner.as, "if-match": '"1"' }, {})).status).toBe(422);
    expect(
      (await send("PATCH", "/api/people/99999", { ...owner.as, "if-match": '"1"' }, { name: "X" })).status,
    ).toBe(404);
  });
});

describe("rights", () => {
  it.each([
    ["GET", "/api/people", "people:manage"],
    ["POST", "/api/people", "people:manage"],
    ["GET", "/api/people/1", "people:manage"],
    ["PATCH", "/api/people/1", "people:manage"],
    ["GET", "/api/people/1/audit", "people:manage"],
    ["GET", "/api/keys", "keys:manage"],
    ["POST", "/api/keys", "keys:manage"],
    ["GET", "/api/keys/1", "keys:manage"],
    ["DELETE", "/api/keys/1", "keys:manage"],
  ])(
    "%s %s is the owner's: others get 403 that names what is missing, nobody 401",
    async (method, path, right) => {
      const json = method === "GET" || method === "DELETE" ? undefined : {};
      for (const role of ["viewer", "staff"] as const) {
        const { as } = await enter(role, `${role}-${crypto.randomUUID()}@example.com`);
        const { status, body } = await send(method, path, as, json);
        expect(status).toBe(403);
        expect(body).toMatchObject({ code: "forbidden", detail: expect.stringContaining(right) });
      }
      expect(await send(method, path, {}, json)).toMatchObject({
        status: 401,
        body: { code: "unauthenticated" },
      });
    },
  );
});

it("has only what it needs of an index for each read", async () => {
  const plan = await db.all<{ detail: string }>(
    sql`explain query plan select * from people where email > 'a' order by email limit 26`,
  );
  expect(plan.map(({ detail }) => detail).join()).toContain("USING INDEX people_email_unique");
});

it("reports its health", async () => {
  expect(await api.get("/internal/health")).toMatchObject({
    status: 200,
    body: { name: "accounts", ok: true, checks: [{ name: "DB", ok: true }] },
  });
});
