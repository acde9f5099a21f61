import { env } from "cloudflare:test";
import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { people } from "../../schema/accounts/tables.ts";
import { identify as ask } from "./identify.ts";
import worker from "./main.ts";
import { DEMO_PASSWORD } from "./new-password.ts";
import { createHasher } from "./password.ts";
import { basic, db, enter, hasher, identify, PASSWORD, send, signIn } from "./test-accounts.ts";

const address = "203.0.113.7";

describe("POST /internal/identify", () => {
  it("knows a person by their session, and for how long that is sure", async () => {
    const { id, email } = await enter("owner", "owner@example.com", "Dona Ivone Lara");
    const { cookie } = await signIn(email);
    expect(await identify({ cookie: `theme=dark; ${cookie}` })).toMatchObject({
      status: 200,
      body: {
        identity: {
          kind: "person",
          id,
          name: "Dona Ivone Lara",
          role: "owner",
          rights: [
            "clients:read",
            "clients:write",
            "clients:erase",
            "catalog:read",
            "catalog:write",
            "sales:read",
            "sales:write",
            "stock:read",
            "stock:write",
            "workflows:read",
            "workflows:write",
            "webhooks:manage",
            "log:read",
            "alerts:manage",
            "people:manage",
            "keys:manage",
          ],
          expiresAt: expect.any(String),
        },
        maxAgeSeconds: 30,
      },
    });
  });

  it("knows a person by e-mail and password, colons and accents included", async () => {
    const { id, email, path } = await enter("viewer", "basic@example.com");
    const owner = await enter("owner", "resetting@example.com");
    const password = "coração: é não";
    await send("PATCH", path, { ...owner.as, "if-match": '"1"' }, { password });
    expect(await identify({ authorization: basic("Basic@Example.com", password), address })).toMatchObject({
      status: 200,
      body: { identity: { kind: "person", id, role: "viewer", expiresAt: null }, maxAgeSeconds: 30 },
    });
    expect((await identify({ authorization: basic(email, PASSWORD), address })).body).toEqual({
      reason: "wrong",
    });
  });

  it.each([
    ["nothing", {}, "none"],
    ["other cookies", { cookie: "theme=dark; xfachada=1" }, "none"],
    ["a session that never was", { cookie: `fachada=${"x".repeat(43)}` }, "expired"],
    ["an empty session", { cookie: "fachada=" }, "expired"],
    ["a person whom nobody knows", { authorization: basic("nobody@example.com", PASSWORD) }, "wrong"],
    ["nothing in it", { authorization: "" }, "wrong"],
    ["another scheme", { authorization: "Digest abc" }, "wrong"],
    ["Basic that is no base64", { authorization: "Basic a" }, "wrong"],
    ["Basic without a colon", { authorization: `Basic ${btoa("nobody")}` }, "wrong"],
    ["Basic that is no UTF-8", { authorization: `Basic ${btoa("\xff:\xff")}` }, "wrong"],
    ["a token that is no key", { authorization: "Bearer abc" }, "wrong"],
  ])("answers 401 to %s", async (_, given, reason) => {
    expect(await identify({ ...given, address })).toMatchObject({ status: 401, body: { reason } });
  });

  it("goes by Authorization where there is a session, too", async () => {
    const { email } = await enter("viewer", "both@example.com");
    const { cookie } = await signIn(email);
    expect(await identify({ cookie, authorization: basic(email, "wrong"), address })).toMatchObject({
      status: 401,
      body: { reason: "wrong" },
    });
  });

  it("shuts out who is disabled, with password and session", async () => {
    const { id, email } = await enter("viewer", "gone@example.com");
    const { cookie } = await signIn(email);
    await db.update(people).set({ disabledAt: new Date() }).where(eq(people.id, id));
    expect(await identify({ authorization: basic(email, PASSWORD), address })).toMatchObject({ status: 401 });
    expect(await identify({ cookie })).toMatchObject({ status: 401, body: { reason: "expired" } });
  });
});

describe("what it costs", () => {
  const limits = { SESSION_IDLE_HOURS: 24, SESSION_MAX_HOURS: 168 };
  const counted = () => {
    const trips = { batch: 0, single: 0 };
    const verify = vi.fn<typeof hasher.verify>(hasher.verify);
    const proxy = new Proxy(db, {
      get(target, name) {
        if (name === "batch") trips.batch += 1;
        if (name === "select" && trips.batch === 0) trips.single += 1;
        const value: unknown = Reflect.get(target, name);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    return { trips, verify, proxy };
  };

  it("is one round trip and one hash for a password, from where it was right before", async () => {
    const { email } = await enter("viewer", "cheap@example.com");
    await identify({ authorization: basic(email, PASSWORD), address });
    const { verify, proxy, trips } = counted();
    const given = { authorization: basic(email, PASSWORD), address, isLocal: false };
    expect(await ask(proxy, { ...hasher, verify }, given, limits)).toMatchObject({ outcome: "known" });
    expect(verify).toHaveBeenCalledOnce();
    expect(trips.batch).toBe(1);
  });

  it("is one round trip and no password's hash for a session", async () => {
    const { email } = await enter("viewer", "session@example.com");
    const { cookie } = await signIn(email);
    const { verify, proxy, trips } = counted();
    const given = { token: cookie.split("=")[1], address, isLocal: false };
    expect(await ask(proxy, { ...hasher, verify }, given, limits)).toMatchObject({ outcome: "known" });
    expect(verify).not.toHaveBeenCalled();
    expect(trips).toEqual({ batch: 0, single: 1 });
  });
});

describe("the demo's password", () => {
  const at = async (origin: string, path: string, json: object) => {
    const headers = { "content-type": "application/json" };
    const request = new Request(`${origin}${path}`, { method: "POST", headers, body: JSON.stringify(json) });
    return (await worker.fetch(request, env)).status;
  };

  it.each([
    ["https://shop.example", 401],
    ["http://shop.example", 401],
    ["http://accounts", 401],
    ["http://127.0.0.1:8788", 200],
    ["http://localhost:8788", 200],
    ["http://[::1]:8788", 200],
  ])("at %s answers %i, even if somebody has it", async (origin, status) => {
    const email = `demo-${status}@fachada.test`;
    const [found] = await db.select().from(people).where(eq(people.email, email));
    if (!found) await enter("owner", email);
    await db
      .update(people)
      .set({ passwordHash: hasher.hash(DEMO_PASSWORD) })
      .where(eq(people.email, email));
    const authorization = basic(email, DEMO_PASSWORD);
    expect(await at(origin, "/internal/identify", { authorization, address: "127.0.0.1" })).toBe(status);
    const signedIn = await at(origin, "/api/session", { email, password: DEMO_PASSWORD });
    expect(signedIn).toBe(status === 200 ? 201 : 401);
  });
});

it("hashes passwords in production with argon2id at the cost that OWASP puts first", () => {
  const { hash, verify, isOutdated } = createHasher();
  const stored = hash("sonho meu, sonho meu");
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(verify("sonho meu, sonho meu", stored)).toBe(true);
  expect(verify("sonho meu, sonho Meu", stored)).toBe(false);
  expect(isOutdated(stored)).toBe(false);
  expect(() => createHasher("m=many").hash("x")).toThrow("m=many");
  // A hash is made for whom nobody knows, too: it would not fail otherwise.
  expect(() => createHasher("m=many").verify("x", null)).toThrow("m=many");
  expect(verify("sonho meu, sonho meu", null)).toBe(false);
});
