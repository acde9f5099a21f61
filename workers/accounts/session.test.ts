import { createScheduledController, env } from "cloudflare:test";
import { eq, sql } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { people, sessions } from "../../schema/accounts/tables.ts";
import { createTestClient } from "../shared/test-client.ts";
import { checkPassword } from "./check-password.ts";
import worker from "./main.ts";
import { createHasher } from "./password.ts";
import { findSession } from "./sessions.ts";
import { api, as, db, enter, hasher, identify, PASSWORD, send, signIn } from "./test-accounts.ts";

const HOUR_MS = 3_600_000;

/** Moves a person's sessions back in time. */
const age = (personId: number, hours: number) =>
  db.run(sql`update sessions set seen_at = seen_at - ${hours * HOUR_MS}, expires_at = expires_at - ${hours * HOUR_MS}
    where person_id = ${personId}`);

describe("POST /api/session", () => {
  it("signs in, whatever the case of the e-mail, with a cookie that no script can read", async () => {
    const { id } = await enter("staff", "ivone@example.com", "Dona Ivone Lara");
    const { status, headers, body } = await signIn(" Ivone@Example.com ");
    expect(status).toBe(201);
    expect(body).toEqual({
      kind: "person",
      id,
      name: "Dona Ivone Lara",
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
      expiresAt: expect.any(String),
    });
    const hoursLeft = (Date.parse(body.expiresAt) - Date.now()) / HOUR_MS;
    expect(hoursLeft).toBeGreaterThan(23.9);
    expect(hoursLeft).toBeLessThanOrEqual(24);
    expect(headers.get("set-cookie")).toMatch(
      /^fachada=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Strict$/,
    );
  });

  it("over https makes a cookie of this host alone, and reads no other", async () => {
    const { id } = await enter("viewer", "https@example.com");
    const secure = createTestClient({
      fetch: (request) =>
        worker.fetch(new Request(request.url.replace("http:", "https:"), request), env) as Promise<Response>,
    });
    const json = { "content-type": "application/json" };
    const signedIn = await secure.send(
      "POST",
      "/api/session",
      JSON.stringify({ email: "https@example.com", password: PASSWORD }),
      json,
    );
    const cookie = signedIn.headers.get("set-cookie")!;
    expect(cookie).toMatch(
      /^__Host-fachada=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Strict; Secure$/,
    );
    const ask = (cookie: string) =>
      secure.send("POST", "/internal/identify", JSON.stringify({ cookie }), json);
    const pair = cookie.split(";")[0]!;
    expect(await ask(`a=1; ${pair}; b=2`)).toMatchObject({ status: 200, body: { identity: { id } } });
    expect(await ask(pair.replace("__Host-", ""))).toMatchObject({ status: 401, body: { reason: "none" } });
  });

  it.each([
    ["a wrong password", "known@example.com", "quite another one"],
    ["an e-mail that nobody has", "nobody@example.com", PASSWORD],
    ["somebody who is disabled", "disabled@example.com", PASSWORD],
  ])("answers the same to %s", async (_, email, password) => {
    if (email !== "nobody@example.com") await enter("viewer", email);
    await db.update(people).set({ disabledAt: new Date() }).where(eq(people.email, "disabled@example.com"));
    const { status, headers, body } = await signIn(email, password, "198.51.100.1");
    expect(status).toBe(401);
    expect(headers.get("set-cookie")).toBeNull();
    expect(body).toEqual({
      type: "urn:fachada:problem:unauthenticated",
      code: "unauthenticated",
      title: "Nobody knows who is asking",
      status: 401,
      detail: "The e-mail or the password is wrong.",
    });
  });

  it.each([
    ["who is known", "counted@example.com", "a wrong password"],
    ["whom nobody knows", "uncounted@example.com", "a wrong password"],
  ])("costs one hash of the same kind for somebody %s", async (_, email, password) => {
    if (email === "counted@example.com") await enter("viewer", email);
    const verify = vi.fn<typeof hasher.verify>(hasher.verify);
    const credentials = { email, password, address: "198.51.100.2", isLocal: false };
    expect(await checkPassword(db, { ...hasher, verify }, credentials, new Date())).toEqual({
      outcome: "wrong",
    });
    expect(verify).toHaveBeenCalledOnce();
  });

  it.each([
    [{ email: "ivone@example.com" }, "/password", "required"],
    [{ email: "ivone", password: PASSWORD }, "/email", "invalid_format"],
    [{ email: "ivone@example.com", password: "x".repeat(201) }, "/password", "too_big"],
    [{ email: "ivone@example.com", password: PASSWORD, remember: true }, "/remember", "unknown"],
  ])("refuses %j", async (json, pointer, code) => {
    expect(await send("POST", "/api/session", {}, json)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer, code }] },
    });
  });

  it("hashes the password anew once hashes are to cost more", async () => {
    const { id } = await enter("viewer", "raised@example.com");
    const stored = async () => (await db.select().from(people).where(eq(people.id, id)))[0]!;
    const old = createHasher("m=16,t=1,p=1").hash(PASSWORD);
    await db.update(people).set({ passwordHash: old }).where(eq(people.id, id));
    expect((await signIn("raised@example.com")).status).toBe(201);
    const { passwordHash, version } = await stored();
    expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=8,t=1,p=1\$/);
    expect(version).toBe(1);
    expect((await signIn("raised@example.com")).status).toBe(201);
    expect((await stored()).passwordHash).toBe(passwordHash);
  });
});

describe("GET /api/session", () => {
  it("says who you are, by whatever the gateway knows you", async () => {
    const key = {
      kind: "key",
      id: 5,
      name: "Caixa nº 1 – João",
      role: null,
      rights: ["clients:read"],
      expiresAt: null,
    } as const;
    expect(await send("GET", "/api/session", as({ ...key, rights: [...key.rights] }))).toMatchObject({
      status: 200,
      body: key,
    });
  });

  it("is 401 for who is nobody", async () => {
    expect(await api.get("/api/session")).toMatchObject({ status: 401, body: { code: "unauthenticated" } });
  });
});

describe("DELETE /api/session", () => {
  it("ends this session and no other, and forgets the cookie", async () => {
    await enter("viewer", "leaving@example.com");
    const here = await signIn("leaving@example.com");
    const there = await signIn("leaving@example.com");
    const gone = await send("DELETE", "/api/session", { cookie: here.cookie });
    expect(gone.status).toBe(204);
    expect(gone.headers.get("set-cookie")).toBe("fachada=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict");
    expect(await identify(here)).toMatchObject({ status: 401, body: { reason: "expired" } });
    expect((await identify(there)).status).toBe(200);
    expect((await send("DELETE", "/api/session", { cookie: here.cookie })).status).toBe(204);
    expect((await send("DELETE", "/api/session")).status).toBe(204);
  });
});

describe("a session", () => {
  it("ends a day after its last use, and lives on while it is used", async () => {
    const { id } = await enter("viewer", "idle@example.com");
    const session = await signIn("idle@example.com");
    for (const hours of [23, 23]) {
      await age(id, hours);
      expect((await identify(session)).status).toBe(200);
      await vi.waitFor(async () => {
        const [row] = await db.select().from(sessions).where(eq(sessions.personId, id));
        expect(Date.now() - row!.seenAt.getTime()).toBeLessThan(60_000);
      });
    }
    await db
      .update(sessions)
      .set({ seenAt: new Date(Date.now() - 24.1 * HOUR_MS) })
      .where(eq(sessions.personId, id));
    expect(await identify(session)).toMatchObject({ status: 401, body: { reason: "expired" } });
  });

  it("ends a week after the sign-in, however much it is used", async () => {
    const { id } = await enter("viewer", "week@example.com");
    const session = await signIn("week@example.com");
    const leave = (ms: number) =>
      db
        .update(sessions)
        .set({ expiresAt: new Date(Date.now() + ms) })
        .where(eq(sessions.personId, id));
    await leave(12_500);
    expect(await identify(session)).toMatchObject({ status: 200, body: { maxAgeSeconds: 12 } });
    await leave(-1);
    expect(await identify(session)).toMatchObject({ status: 401, body: { reason: "expired" } });
  });

  it("is noted as used at most every five minutes", async () => {
    const { id } = await enter("viewer", "noted@example.com");
    const session = await signIn("noted@example.com");
    const token = session.cookie.split("=")[1]!;
    const { seenAt } = (await db.select().from(sessions).where(eq(sessions.personId, id)))[0]!;
    const isToBeNoted = async (minutes: number) => {
      const found = await findSession(db, token, env, new Date(seenAt.getTime() + minutes * 60_000));
      return found?.touch !== null;
    };
    expect([await isToBeNoted(4.9), await isToBeNoted(5)]).toEqual([false, true]);
  });

  it("is swept away by the cron once it ended", async () => {
    const idle = await enter("viewer", "sweep-idle@example.com");
    const over = await enter("viewer", "sweep-over@example.com");
    const live = await enter("viewer", "sweep-live@example.com");
    for (const { email } of [idle, over, live]) await signIn(email);
    await db
      .update(sessions)
      .set({ seenAt: new Date(Date.now() - 25 * HOUR_MS) })
      .where(eq(sessions.personId, idle.id));
    await db
      .update(sessions)
      .set({ expiresAt: new Date(Date.now() - 1) })
      .where(eq(sessions.personId, over.id));
    await worker.scheduled(createScheduledController({ scheduledTime: new Date() }), env);
    const left = await db.select({ id: sessions.personId }).from(sessions);
    const ids = left.map(({ id }) => id);
    expect(ids).toContain(live.id);
    expect(ids).not.toContain(idle.id);
    expect(ids).not.toContain(over.id);
  });
});
