import { hc, type InferRequestType, type InferResponseType } from "hono/client";
import type { AccountsApi } from "../workers/accounts/main.ts";
import type { Page } from "./api.ts";
import { answer, send } from "./http.ts";

const { session, people, keys, profile } = hc<AccountsApi>("/", { fetch: send }).api;

export type Person = InferResponseType<(typeof people)[":id"]["$get"]>;
export type NewPerson = InferRequestType<typeof people.$post>["json"];
export type PersonChanges = InferRequestType<(typeof people)[":id"]["$patch"]>["json"];
export type AuditEntry = InferResponseType<(typeof people)[":id"]["audit"]["$get"]>["items"][number];
export type ProfileChanges = InferRequestType<typeof profile.$patch>["json"];
export type Key = InferResponseType<(typeof keys)[":id"]["$get"]>;
export type CreatedKey = InferResponseType<typeof keys.$post>;
export type NewKey = InferRequestType<typeof keys.$post>["json"];
export type Scope = NewKey["scopes"][number];
export type Role = NewPerson["role"];

interface Paged {
  limit: string;
  cursor?: string;
}

/** Resolves once somebody is signed in, if need be after they signed in again. */
export async function confirmSession(): Promise<void> {
  await session.$get();
}

export function getProfile(signal: AbortSignal): Promise<Person> {
  return answer(profile.$get({ query: {} }, { init: { signal } }));
}

/** Changes who is signed in, if they still are at `version`; a new password takes the current one. */
export function editProfile(version: number, json: ProfileChanges): Promise<Person> {
  return answer(profile.$patch({ header: ifAt(version), json }));
}

export function listPeople(query: Paged, signal: AbortSignal): Promise<Page<Person>> {
  return answer(people.$get({ query }, { init: { signal } }));
}

export function getPerson(id: string, signal: AbortSignal): Promise<Person> {
  return answer(people[":id"].$get({ param: { id } }, { init: { signal } }));
}

/** `key` makes it safe to send again, as with a client. */
export function createPerson(json: NewPerson, key: string): Promise<Person> {
  return answer(people.$post({ json }, { headers: { "idempotency-key": key } }));
}

/** Changes a person who is still at their `version`; otherwise `precondition-failed` brings the `current` one. */
export function editPerson({ id, version }: Person, json: PersonChanges): Promise<Person> {
  return answer(people[":id"].$patch({ param: { id: String(id) }, header: ifAt(version), json }));
}

export function listPersonAudit(id: string, query: Paged, signal: AbortSignal): Promise<Page<AuditEntry>> {
  return answer(people[":id"].audit.$get({ param: { id }, query }, { init: { signal } }));
}

export function listKeys(query: Paged, signal: AbortSignal): Promise<Page<Key>> {
  return answer(keys.$get({ query }, { init: { signal } }));
}

/** The answer shows the whole key, this once. */
export function createKey(json: NewKey): Promise<CreatedKey> {
  return answer(keys.$post({ json }));
}

export async function revokeKey(id: number): Promise<void> {
  await keys[":id"].$delete({ param: { id: String(id) } });
}

function ifAt(version: number) {
  return { "if-match": `"${version}"` };
}
