import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { basic, db, enter, identify, send, signIn } from "./test-accounts.ts";

const password = "uma senha que ninguém adivinha";

/** Every value of every table, as a thief would have them. */
async function dump(): Promise<string[]> {
  const tables = await db.all<{ name: string }>(
    sql`select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like '_cf_%'`,
  );
  const rows = await Promise.all(
    tables.map(({ name }) => db.all<Record<string, unknown>>(sql`select * from ${sql.identifier(name)}`)),
  );
  return rows.flat().flatMap((row) => Object.values(row).map(String));
}

it("holds no password, session or key, nor anything that lets in", async () => {
  const owner = await enter("owner", "owner@example.com");
  const created = await send(
    "POST",
    "/api/people",
    { ...owner.as, "idempotency-key": "stolen" },
    { email: "victim@example.com", name: "Victim", role: "owner", password },
  );
  expect(created.status).toBe(201);
  await signIn("victim@example.com", "nearly the password", "198.51.100.99");
  const { cookie } = await signIn("victim@example.com", password, "203.0.113.99");
  const { body } = await send("POST", "/api/keys", owner.as, { name: "Till", scopes: ["clients:read"] });
  const token = cookie.split("=")[1]!;
  const secret = body.key.split("_").slice(2).join("_");
  expect(await identify({ cookie })).toMatchObject({ status: 200 });

  const values = await dump();
  const all = values.join("\n");
  expect(values.length).toBeGreaterThan(40);
  expect(all).toContain("victim@example.com");
  expect(all).toContain("$argon2id$");
  for (const hidden of [password, "nearly the password", token, secret, "203.0.113.99", "198.51.100.99"]) {
    expect(all).not.toContain(hidden);
  }
  // A quick hash of the request with the password in it would be a way to guess it.
  const quick = new Set(values.filter((value) => /^[0-9a-f]{64}$/.test(value)));
  const input = { email: "victim@example.com", name: "Victim", role: "owner", password };
  for (const text of [password, `POST /api/people\n${JSON.stringify(input)}`]) {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
    expect(quick).not.toContain(Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join(""));
  }

  const candidates = [...new Set(values)].filter((value) => /^[\x21-\x7e]{8,}$/.test(value));
  expect(candidates.length).toBeGreaterThan(10);
  for (const value of candidates) {
    for (const given of [
      { cookie: `fachada=${value}` },
      { authorization: `Bearer ${value}` },
      { authorization: `Bearer fch_${body.id}_${value}` },
      { authorization: `Bearer fch_${body.id}_${value.slice(0, 43)}` },
      { authorization: basic("victim@example.com", value), address: value },
    ]) {
      expect((await identify(given)).status).not.toBe(200);
    }
  }
});
