import { hc, type InferRequestType, type InferResponseType } from "hono/client";
import type { AccountsApi } from "../workers/accounts/main.ts";
import { answer, sendOnce } from "./http.ts";

const { session, profile } = hc<AccountsApi>("/", { fetch: sendOnce }).api;

/** Who is signed in, and what they may do. */
export type Identity = InferResponseType<typeof session.$get>;
export type Right = Identity["rights"][number];
export type Credentials = InferRequestType<typeof session.$post>["json"];

/** Throws `unauthenticated` while nobody is signed in. */
export function getSession(): Promise<Identity> {
  return answer(session.$get());
}

/** Begins a session. Throws `unauthenticated` for a wrong e-mail or password, and `too-many-requests`. */
export function beginSession(json: Credentials): Promise<Identity> {
  return answer(session.$post({ json }));
}

export async function endSession(): Promise<void> {
  await session.$delete();
}

/** The e-mail of who is signed in. */
export async function getOwnEmail(): Promise<string> {
  return (await answer(profile.$get())).email;
}
