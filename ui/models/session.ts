import { batch, computed, signal } from "@preact/signals";
import {
  beginSession,
  type Credentials,
  endSession,
  getOwnEmail,
  getSession,
  type Identity,
  type Right,
} from "../api-session.ts";
import { type ApiError, onSessionEnd } from "../http.ts";
import { asApiError } from "./resource.ts";

export type Session =
  | { at: "asking" }
  | { at: "failed"; failure: ApiError }
  | { at: "out" }
  | { at: "in"; who: Identity };

/** Whether somebody is signed in, and who. */
export const session = signal<Session>({ at: "asking" });

export const me = computed(() => (session.value.at === "in" ? session.value.who : null));

/** Their session ended while they were at work: the page waits behind the question for the password. */
export const hasEnded = signal(false);

/** The e-mail to sign in with again; null until it is known. */
export const ownEmail = signal<string | null>(null);

/** Whether who is signed in has a right. */
export function may(right: Right): boolean {
  return me.value?.rights.includes(right) ?? false;
}

/** Asks the API who we are, when the dashboard starts. */
export async function askSession(): Promise<void> {
  session.value = { at: "asking" };
  try {
    enter(await getSession());
    // Not needed before the session ends; without it, that asks for the e-mail too.
    ownEmail.value = await getOwnEmail().catch(() => null);
  } catch (error) {
    const failure = asApiError(error);
    session.value = failure.code === "unauthenticated" ? { at: "out" } : { at: "failed", failure };
  }
}

/** Signs in. Somebody else than before must not see what those had typed: the dashboard starts anew. */
export async function signIn(credentials: Credentials): Promise<void> {
  const who = await beginSession(credentials);
  if (me.value && me.value.id !== who.id) return location.assign("/");
  batch(() => {
    ownEmail.value = credentials.email;
    enter(who);
  });
}

/** Reads anew who they are, after they changed themselves. */
export async function renewIdentity(): Promise<void> {
  const who = await getSession().catch(() => null);
  if (who) session.value = { at: "in", who };
}

/** Signs out, and forgets all that this tab knows. */
export async function signOut(): Promise<void> {
  await endSession();
  location.assign("/sign-in");
}

let signedInAt = 0;
let waiting: (() => void)[] = [];

function enter(who: Identity): void {
  signedInAt = performance.now();
  batch(() => {
    session.value = { at: "in", who };
    hasEnded.value = false;
  });
  for (const goOn of waiting) goOn();
  waiting = [];
  onSessionEnd(waitForSignIn);
}

async function waitForSignIn(sentAt: number): Promise<void> {
  if (sentAt < signedInAt) return;
  hasEnded.value = true;
  await new Promise<void>((goOn) => waiting.push(goOn));
}
