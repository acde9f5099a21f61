import { env, SELF } from "cloudflare:test";
import { type Identity, IDENTITY_HEADER, writeIdentity } from "../shared/identity.ts";
import { rightsOf, type Role } from "../shared/rights.ts";
import { createTestClient } from "../shared/test-client.ts";
import { openTestDatabase } from "../shared/test-database.ts";
import type { AccountsEnv } from "./env.ts";
import { createHasher } from "./password.ts";
import { createPerson } from "./people.ts";

declare global {
  namespace Cloudflare {
    interface Env extends AccountsEnv {}
  }
}

export const api = createTestClient(SELF, { headers: {} });
export const db = openTestDatabase();
export const hasher = createHasher(env.PASSWORD_COST);

export const PASSWORD = "sonho meu, sonho meu";

/** Makes a person as the database has them, and the header that the gateway would send for them. */
export async function enter(role: Role, email: string, name = "Dona Ivone Lara") {
  const person = await createPerson(
    db,
    hasher,
    { email, name, role, password: PASSWORD },
    { kind: "setup", id: null, name: "Set-up" },
  );
  const identity: Identity = {
    kind: "person",
    id: person.id,
    name,
    role,
    rights: rightsOf(role),
    expiresAt: null,
  };
  return { ...person, path: `/api/people/${person.id}`, as: as(identity) };
}

/** What the gateway sends for an identity. */
export function as(identity: Identity): Record<string, string> {
  return { [IDENTITY_HEADER]: writeIdentity(identity) };
}

/** Sends JSON with headers. */
export function send(method: string, path: string, headers: Record<string, string> = {}, json?: unknown) {
  if (json === undefined) return api.send(method, path, undefined, headers);
  return api.send(method, path, JSON.stringify(json), { "content-type": "application/json", ...headers });
}

/** Signs in, from an address, and answers the cookie to send back. */
export async function signIn(email: string, password = PASSWORD, address = "203.0.113.7") {
  const answer = await send("POST", "/api/session", { "x-fachada-address": address }, { email, password });
  const cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? "";
  return { ...answer, cookie };
}

/** Asks who sent a request, as the gateway does. */
export function identify(given: {
  cookie?: string;
  authorization?: string;
  address?: string;
}): ReturnType<typeof send> {
  const { cookie, authorization, address } = given;
  return send("POST", "/internal/identify", {}, { cookie, authorization, address });
}

export const basic = (user: string, password: string) =>
  `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${user}:${password}`)))}`;
