import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { keys } from "../../schema/accounts/tables.ts";
import { checkKey } from "./keys.ts";
import { basic, db, enter, identify, send } from "./test-accounts.ts";

const owner = await enter("owner", "owner@example.com");

const create = (json: object) => send("POST", "/api/keys", owner.as, json);

const asKey = (key: string) => identify({ authorization: `Bearer ${key}` });

describe("a key", () => {
  it("is shown once, and lets in with its own rights", async () => {
    const scopes = ["clients:read", "clients:write", "clients:read"];
    const { status, headers, body } = await create({ name: " Caixa  nº 1 ", scopes });
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.any(Number),
      name: "Caixa nº 1",
      scopes: ["clients:read", "clients:write"],
      expiresAt: null,
      lastUsedAt: null,
      revokedAt: null,
      createdAt: expect.any(String),
      key: expect.stringMatching(new RegExp(`^fch_${body.id}_[\\w-]{43}$`)),
    });
    const { key, ...shown } = body;
    expect(await asKey(key)).toMatchObject({
      status: 200,
      body: {
        maxAgeSeconds: 30,
        identity: {
          kind: "key",
          id: body.id,
          name: "Caixa nº 1",
          role: null,
          rights: ["clients:read", "clients:write"],
          expiresAt: null,
        },
      },
    });
    await vi.waitFor(async () => {
      const again = await send("GET", headers.get("location")!, owner.as);
      expect(again).toMatchObject({ status: 200, body: { ...shown, lastUsedAt: expect.any(String) } });
      expect(again.body.key).toBeUndefined();
    });
    expect((await send("GET", "/api/keys", owner.as)).body.items[0]).toMatchObject({ id: body.id });
  });

  it.each([
    ["as the user name", (key: string) => basic(key, "")],
    ["as the password", (key: string) => basic("anything", key)],
    ["under another case of Bearer", (key: string) => `bearer  ${key}`],
  ])("lets in %s", async (_, authorization) => {
    const { body } = await create({ name: "Any", scopes: ["log:read"] });
    expect(await identify({ authorization: authorization(body.key) })).toMatchObject({
      status: 200,
      body: { identity: { id: body.id, rights: ["log:read"] } },
    });
  });

  it("ends when it says, and is kept no longer than until then", async () => {
    const expiresAt = new Date(Date.now() + 9500).toISOString();
    const { body } = await create({ name: "Soon over", scopes: ["log:read"], expiresAt });
    expect(await asKey(body.key)).toMatchObject({ body: { identity: { expiresAt }, maxAgeSeconds: 9 } });
    await db
      .update(keys)
      .set({ expiresAt: new Date(Date.now() - 1) })
      .where(eq(keys.id, body.id));
    expect(await asKey(body.key)).toMatchObject({ status: 401, body: { reason: "expired" } });
  });

  it("opens nothing once it is revoked, which is done once", async () => {
    const { body } = await create({ name: "Lost", scopes: ["log:read"] });
    const path = `/api/keys/${body.id}`;
    expect((await send("DELETE", path, owner.as)).status).toBe(204);
    expect(await asKey(body.key)).toMatchObject({ status: 401, body: { reason: "revoked" } });
    const { revokedAt } = (await send("GET", path, owner.as)).body;
    expect(revokedAt).toEqual(expect.any(String));
    expect((await send("DELETE", path, owner.as)).status).toBe(204);
    expect((await send("GET", path, owner.as)).body.revokedAt).toBe(revokedAt);
    expect((await send("DELETE", "/api/keys/99999", owner.as)).status).toBe(404);
    expect((await send("GET", "/api/keys/99999", owner.as)).status).toBe(404);
  });

  it("is noted as used at most once a minute", async () => {
    const { body } = await create({ name: "Busy", scopes: ["log:read"] });
    const usedAt = new Date();
    await db.update(keys).set({ lastUsedAt: usedAt }).where(eq(keys.id, body.id));
    const isToBeNoted = async (seconds: number) => {
      const checked = await checkKey(db, body.key, new Date(usedAt.getTime() + seconds * 1000));
      return checked.outcome === "right" && checked.touch !== null;
    };
    expect([await isToBeNoted(59), await isToBeNoted(60)]).toEqual([false, true]);
  });

  it.each([
    ["another secret", (key: string) => `${key.slice(0, -1)}${key.endsWith("A") ? "B" : "A"}`],
    ["another key's id", (key: string) => key.replace(/_\d+_/, "_99999_")],
    ["a part of it", (key: string) => key.slice(0, -1)],
    ["more than it", (key: string) => `${key}A`],
  ])("doesn't let in with %s", async (_, change) => {
    const { body } = await create({ name: "Guessed", scopes: ["log:read"] });
    expect(await asKey(change(body.key))).toMatchObject({ status: 401, body: { reason: "wrong" } });
  });
});

it.each([
  ["no scopes", { name: "X", scopes: [] }, "/scopes", "too_small"],
  ["a scope that is none", { name: "X", scopes: ["clients:delete"] }, "/scopes/0", "invalid"],
  ["the right to make keys", { name: "X", scopes: ["keys:manage"] }, "/scopes/0", "invalid"],
  ["the right to let people in", { name: "X", scopes: ["people:manage"] }, "/scopes/0", "invalid"],
  ["no name", { scopes: ["log:read"] }, "/name", "required"],
  ["no time", { name: "X", scopes: ["log:read"], expiresAt: "tomorrow" }, "/expiresAt", "invalid_format"],
])("a key with %s is refused", async (_, input, pointer, code) => {
  expect(await create(input)).toMatchObject({ status: 422, body: { errors: [{ pointer, code }] } });
});

it("are listed newest first, page by page", async () => {
  for (const name of ["first", "second", "third"]) await create({ name, scopes: ["log:read"] });
  const first = await send("GET", "/api/keys?limit=2", owner.as);
  expect(first.body.items.map(({ name }: { name: string }) => name)).toEqual(["third", "second"]);
  const next = await send("GET", `/api/keys?limit=1&cursor=${first.body.nextCursor}`, owner.as);
  expect(next.body.items.map(({ name }: { name: string }) => name)).toEqual(["first"]);
});
