import { eq, sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { audit } from "../../schema/accounts/tables.ts";
import { db, enter, PASSWORD, send, signIn } from "./test-accounts.ts";

const owner = await enter("owner", "owner@example.com", "Dona Ivone Lara");
const by = { kind: "person", id: owner.id, name: "Dona Ivone Lara" };
const patch = (path: string, version: number, json: object, as = owner.as) =>
  send("PATCH", path, { ...as, "if-match": `"${version}"` }, json);

it("tells who changed a person, when, and what from what to what, newest first", async () => {
  const input = { email: "clara@example.com", name: "Clara", role: "viewer", password: PASSWORD };
  const { body: person } = await send("POST", "/api/people", owner.as, input);
  const path = `/api/people/${person.id}`;
  await patch(path, 1, { name: "Clara Nunes", role: "viewer", disabled: true });
  await patch(path, 2, { role: "staff", disabled: false, password: "as rosas não falam" });
  const { status, body } = await send("GET", `${path}/audit`, owner.as);
  expect(status).toBe(200);
  expect(body).toEqual({
    items: [
      {
        id: expect.any(Number),
        action: "edited",
        by,
        changes: [
          { field: "role", from: "viewer", to: "staff" },
          { field: "disabled", from: true, to: false },
          { field: "password", from: null, to: null },
        ],
        createdAt: expect.stringMatching(/^20\d\d-/),
      },
      {
        id: expect.any(Number),
        action: "edited",
        by,
        changes: [
          { field: "name", from: "Clara", to: "Clara Nunes" },
          { field: "disabled", from: false, to: true },
        ],
        createdAt: expect.stringMatching(/^20\d\d-/),
      },
      {
        id: expect.any(Number),
        action: "created",
        by,
        changes: [],
        createdAt: expect.stringMatching(/^20\d\d-/),
      },
    ],
    nextCursor: null,
  });
  expect(Math.abs(Date.now() - Date.parse(body.items[0].createdAt))).toBeLessThan(60_000);
});

it("tells what people change of themselves, as they were called then", async () => {
  const me = await enter("staff", "me@example.com", "Eu");
  await signIn(me.email);
  await patch("/api/profile", 1, { name: "Eu mesma" }, me.as);
  const { body } = await send("GET", `${me.path}/audit?limit=1`, owner.as);
  expect(body.items).toMatchObject([
    {
      by: { kind: "person", id: me.id, name: "Eu" },
      changes: [{ field: "name", from: "Eu", to: "Eu mesma" }],
    },
  ]);
  const next = await send("GET", `${me.path}/audit?limit=1&cursor=${body.nextCursor}`, owner.as);
  expect(next.body).toMatchObject({
    items: [{ action: "created", by: { kind: "setup", id: null } }],
    nextCursor: null,
  });
});

it("has no entry for an edit that didn't happen, and one for each that did", async () => {
  const person = await enter("staff", "raced@example.com");
  const statuses = await Promise.all(
    Array.from(
      { length: 10 },
      async (_, index) => (await patch(person.path, 1, { name: `Nome ${index}` })).status,
    ),
  );
  expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  const { body } = await send("GET", `${person.path}/audit`, owner.as);
  expect(body.items).toHaveLength(2);
  const { body: now } = await send("GET", person.path, owner.as);
  expect(body.items[0].changes).toEqual([{ field: "name", from: "Dona Ivone Lara", to: now.name }]);
});

it("tells of keys made and revoked, the latter once", async () => {
  const { body: key } = await send("POST", "/api/keys", owner.as, { name: "Till", scopes: ["log:read"] });
  for (const _ of [1, 2]) await send("DELETE", `/api/keys/${key.id}`, owner.as);
  const rows = await db.select().from(audit).where(eq(audit.subject, "key"));
  expect(rows.map(({ action, subjectId, byId }) => [action, subjectId, byId])).toEqual([
    ["created", key.id, owner.id],
    ["revoked", key.id, owner.id],
  ]);
});

it("can't be rewritten; only values can be erased", async () => {
  const [entry] = await db.select().from(audit).where(eq(audit.action, "edited")).limit(1);
  const attempts = [
    sql`delete from audit`,
    sql`delete from audit where id = ${entry!.id}`,
    sql`update audit set by_name = 'Ninguém'`,
    sql`update audit set by_name = 'Ninguém', changes = null`,
    sql`update audit set created_at = 0, changes = null`,
    sql`update audit set changes = '[]'`,
  ];
  for (const attempt of attempts) {
    const refused = await db.run(attempt).then(
      () => null,
      (error: Error) => String(error.cause),
    );
    expect(refused).toContain("the audit trail is append-only");
  }
  expect((await db.select().from(audit).where(eq(audit.id, entry!.id)))[0]).toEqual(entry);
  await db.run(sql`update audit set changes = null where id = ${entry!.id}`);
  const { body } = await send("GET", `/api/people/${entry!.subjectId}/audit`, owner.as);
  expect(body.items.find(({ id }: { id: number }) => id === entry!.id).changes).toBeNull();
});
