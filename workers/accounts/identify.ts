import type { Database } from "../shared/database.ts";
import type { Identity } from "../shared/identity.ts";
import { checkPassword, type Credentials } from "./check-password.ts";
import { readCredentials } from "./credentials.ts";
import { checkKey } from "./keys.ts";
import type { Hasher } from "./password.ts";
import { findSession, identityOf, type SessionLimits } from "./sessions.ts";

/** How long an answer may be kept: so soon a revoked key or an ended session is shut out everywhere. */
const MAX_AGE_SECONDS = 30;

export type Identified =
  | { outcome: "known"; identity: Identity; maxAgeSeconds: number; touch: (() => Promise<unknown>) | null }
  | { outcome: "refused"; reason: "none" | "wrong" | "expired" | "revoked" }
  | { outcome: "blocked"; retryAfterSeconds: number };

/**
 * Says who is asking, by the `Authorization` header if there is one, else by the session. One round trip, and for a
 * password one hash; its first right use from an address takes another round trip. A session that isn't there counts
 * as expired, because nobody guesses one.
 */
export async function identify(
  db: Database,
  hasher: Hasher,
  given: { authorization?: string | undefined; token?: string | undefined } & Pick<
    Credentials,
    "address" | "isLocal"
  >,
  limits: SessionLimits,
  now = new Date(),
): Promise<Identified> {
  const { authorization, token, ...at } = given;
  if (authorization !== undefined) {
    const credentials = readCredentials(authorization);
    if (!credentials) return { outcome: "refused", reason: "wrong" };
    if ("key" in credentials) return byKey(db, credentials.key, now);
    return byPassword(db, hasher, { ...credentials, ...at }, now);
  }
  if (token === undefined) return { outcome: "refused", reason: "none" };
  const session = await findSession(db, token, limits, now);
  if (!session) return { outcome: "refused", reason: "expired" };
  return known(session.identity, now, session.touch);
}

async function byKey(db: Database, key: string, now: Date): Promise<Identified> {
  const checked = await checkKey(db, key, now);
  if (checked.outcome !== "right") return { outcome: "refused", reason: checked.outcome };
  return known(checked.identity, now, checked.touch);
}

async function byPassword(
  db: Database,
  hasher: Hasher,
  credentials: Credentials,
  now: Date,
): Promise<Identified> {
  const checked = await checkPassword(db, hasher, credentials, now);
  if (checked.outcome === "wrong") return { outcome: "refused", reason: "wrong" };
  if (checked.outcome === "blocked") return checked;
  const [first, ...others] = checked.settle;
  if (first) await db.batch([first, ...others]);
  return known(identityOf(checked.person, null), now, null);
}

function known(identity: Identity, now: Date, touch: (() => Promise<unknown>) | null): Identified {
  const secondsLeft = identity.expiresAt
    ? Math.floor((Date.parse(identity.expiresAt) - now.getTime()) / 1000)
    : MAX_AGE_SECONDS;
  return { outcome: "known", identity, maxAgeSeconds: Math.min(MAX_AGE_SECONDS, secondsLeft), touch };
}
