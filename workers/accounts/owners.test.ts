import { env } from "cloudflare:test";
import { and, eq, isNull } from "drizzle-orm";
import { expect, it } from "vitest";
import { people } from "../../schema/accounts/tables.ts";
import { createTestClient } from "../shared/test-client.ts";
import worker from "./main.ts";
import { api, db, enter, send, signIn } from "./test-accounts.ts";

// In this file's order: at first there is nobody.

const TOKEN = "the token of the set-up, long enough";
const ivone = { email: "Ivone@example.com", name: "Dona Ivone Lara", password: "sonho meu, sonho meu" };

const setUp = (json: object, SETUP_TOKEN?: string) =>
  createTestClient({
    fetch: async (request) => worker.fetch(request, { ...env, ...(SETUP_TOKEN && { SETUP_TOKEN }) }),
  }).post("/api/setup", json);

const activeOwners = () => db.$count(people, and(eq(people.role, "owner"), isNull(people.disabledAt)));

it.each([
  ["while the secret isn't set", undefined, TOKEN, 403, "forbidden"],
  ["while the secret is short", "short", "short", 403, "forbidden"],
  ["with another token", TOKEN, `${TOKEN}!`, 403, "forbidden"],
])("refuses a first owner %s", async (_, secret, token, status, code) => {
  expect(await setUp({ ...ivone, token }, secret)).toMatchObject({ status, body: { code } });
  expect(await db.$count(people)).toBe(0);
});

it("refuses the demo's password, and the e-mail as one", async () => {
  for (const [password, code] of [
    ["fachada-demo", "common"],
    ["ivone@example.com", "email"],
  ] as const) {
    expect(await setUp({ ...ivone, token: TOKEN, password }, TOKEN)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: "/password", code }] },
    });
  }
});

it("makes one first owner, however many ask at once, and never another", async () => {
  const answers = await Promise.all(
    ["a", "b", "c", "d", "e"].map((name) =>
      setUp({ ...ivone, email: `${name}@example.com`, token: TOKEN }, TOKEN),
    ),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409, 409]);
  const owner = answers.find(({ status }) => status === 201)!.body;
  expect(owner).toMatchObject({ name: "Dona Ivone Lara", role: "owner", version: 1 });
  expect((await signIn(owner.email)).status).toBe(201);
  expect(await setUp({ ...ivone, email: owner.email, token: TOKEN }, TOKEN)).toMatchObject({ status: 409 });
  expect(await db.$count(people)).toBe(1);
});

it("keeps the last active owner in, in role and enabled", async () => {
  const [row] = await db.select().from(people);
  const second = await enter("owner", "second@example.com");
  const first = `/api/people/${row!.id}`;
  expect((await send("PATCH", first, { ...second.as, "if-match": '"1"' }, { disabled: true })).status).toBe(
    200,
  );
  for (const changes of [{ role: "staff" }, { disabled: true }, { name: "X", role: "viewer" }]) {
    expect(await send("PATCH", second.path, { ...second.as, "if-match": '"1"' }, changes)).toMatchObject({
      status: 409,
      body: { code: "conflict", detail: "This is the last active owner: make somebody else an owner first." },
    });
  }
  expect((await send("GET", second.path, second.as)).body).toMatchObject({ role: "owner", version: 1 });
  expect((await send("PATCH", second.path, { ...second.as, "if-match": '"1"' }, { name: "Y" })).status).toBe(
    200,
  );
  expect((await send("PATCH", first, { ...second.as, "if-match": '"2"' }, { disabled: false })).status).toBe(
    200,
  );
  expect((await send("PATCH", first, { ...second.as, "if-match": '"3"' }, { role: "viewer" })).status).toBe(
    200,
  );
});

it("leaves one of two owners who demote or disable each other at once", async () => {
  await db.update(people).set({ role: "viewer" });
  for (const changes of [{ role: "staff" }, { disabled: true }]) {
    const tag = Object.keys(changes)[0];
    const [a, b] = [
      await enter("owner", `a-${tag}@example.com`),
      await enter("owner", `b-${tag}@example.com`),
    ];
    const answers = await Promise.all([
      send("PATCH", b.path, { ...a.as, "if-match": '"1"' }, changes),
      send("PATCH", a.path, { ...b.as, "if-match": '"1"' }, changes),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(await activeOwners()).toBe(1);
    await db.update(people).set({ role: "viewer" });
  }
});

it("is described as it answers", async () => {
  const { body } = await api.get("/internal/openapi.json");
  expect(Object.keys(body.paths)).toEqual([
    "/api/session",
    "/api/profile",
    "/api/people",
    "/api/people/{id}",
    "/api/people/{id}/audit",
    "/api/keys",
    "/api/keys/{id}",
    "/api/setup",
  ]);
});
