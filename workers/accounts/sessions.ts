import { and, eq, inArray, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import { people, sessions } from "../../schema/accounts/tables.ts";
import { randomSecret, sha256 } from "../shared/bytes.ts";
import type { Database } from "../shared/database.ts";
import type { Identity } from "../shared/identity.ts";
import { Problem } from "../shared/problem.ts";
import { rightsOf } from "../shared/rights.ts";
import { checkPassword, type Credentials } from "./check-password.ts";
import type { AccountsEnv } from "./env.ts";
import type { Hasher } from "./password.ts";

const HOUR_MS = 60 * 60_000;
const TOUCHED_EVERY_MS = 5 * 60_000;
const SWEPT_PER_RUN = 5000;

/** How long sessions last. */
export type SessionLimits = Pick<AccountsEnv, "SESSION_IDLE_HOURS" | "SESSION_MAX_HOURS">;

export type PersonRow = typeof people.$inferSelect;

/** Who a person is to the services. */
export function identityOf({ id, name, role }: PersonRow, expiresAt: Date | null): Identity {
  return {
    kind: "person",
    id,
    name,
    role,
    rights: rightsOf(role),
    expiresAt: expiresAt?.toISOString() ?? null,
  };
}

/**
 * Signs a person in: the new session's token, for a cookie, and who they are. Throws `unauthenticated`, the same for
 * an unknown e-mail and a wrong password, and `too-many-requests` with `Retry-After`.
 */
export async function signIn(
  db: Database,
  hasher: Hasher,
  credentials: Credentials,
  limits: SessionLimits,
  now = new Date(),
): Promise<{ token: string; identity: Identity }> {
  const checked = await checkPassword(db, hasher, credentials, now);
  if (checked.outcome === "blocked") throw tooManyAttempts(checked.retryAfterSeconds);
  if (checked.outcome === "wrong") throw wrongPassword();

  const { person, isStill, settle } = checked;
  const token = randomSecret();
  const expiresAt = new Date(now.getTime() + limits.SESSION_MAX_HOURS * HOUR_MS);
  // In the order of the table's columns. Nothing is begun for who was disabled, or got a new password, meanwhile.
  const session = sql`select ${await sha256(token)}, id, ${now.getTime()}, ${expiresAt.getTime()}
    from ${people} where ${isStill}`;
  const statements: [BatchItem<"sqlite">, ...BatchItem<"sqlite">[]] = [
    db.insert(sessions).select(session).returning(),
    ...settle,
    ...renewHash(db, hasher, credentials.password, person, isStill),
  ];
  const [begun] = (await db.batch(statements)) as [unknown[]];
  if (!begun[0]) throw wrongPassword();
  return { token, identity: identityOf(person, endOf({ seenAt: now, expiresAt }, limits)) };
}

/** After the cost of hashes was raised, a sign-in is when a password can be hashed anew. */
function renewHash(
  db: Database,
  hasher: Hasher,
  password: string,
  { passwordHash }: PersonRow,
  isStill: SQL | undefined,
) {
  if (!hasher.isOutdated(passwordHash)) return [];
  return [
    db
      .update(people)
      .set({ passwordHash: hasher.hash(password) })
      .where(isStill),
  ];
}

/**
 * Who a session's token stands for; null if it ended, or never was. `touch` is there when its use is to be noted, at
 * most every five minutes; it needn't be waited for.
 */
export async function findSession(
  db: Database,
  token: string,
  limits: SessionLimits,
  now: Date,
): Promise<{ identity: Identity; touch: (() => Promise<unknown>) | null } | null> {
  const tokenHash = await sha256(token);
  const [found] = await db
    .select({ session: sessions, person: people })
    .from(sessions)
    .innerJoin(people, eq(people.id, sessions.personId))
    .where(and(eq(sessions.tokenHash, tokenHash), isNull(people.disabledAt)));
  if (!found || endOf(found.session, limits) <= now) return null;
  const { session, person } = found;
  const touch = () => db.update(sessions).set({ seenAt: now }).where(eq(sessions.tokenHash, tokenHash));
  const isDue = now.getTime() - session.seenAt.getTime() >= TOUCHED_EVERY_MS;
  return { identity: identityOf(person, endOf(session, limits)), touch: isDue ? touch : null };
}

/** Ends a session; one that ended already stays so. */
export async function signOut(db: Database, token: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.tokenHash, await sha256(token)));
}

/** Forgets the sessions that ended. */
export async function sweepSessions(db: Database, limits: SessionLimits, now: number): Promise<void> {
  const idleSince = new Date(now - limits.SESSION_IDLE_HOURS * HOUR_MS);
  const ended = db
    .select({ tokenHash: sessions.tokenHash })
    .from(sessions)
    .where(or(lt(sessions.expiresAt, new Date(now)), lt(sessions.seenAt, idleSince)))
    .limit(SWEPT_PER_RUN);
  await db.delete(sessions).where(inArray(sessions.tokenHash, ended));
}

function endOf(session: { seenAt: Date; expiresAt: Date }, limits: SessionLimits): Date {
  const idleEnd = session.seenAt.getTime() + limits.SESSION_IDLE_HOURS * HOUR_MS;
  return new Date(Math.min(idleEnd, session.expiresAt.getTime()));
}

export function wrongPassword(): Problem {
  return new Problem("unauthenticated", "The e-mail or the password is wrong.");
}

export function tooManyAttempts(retryAfterSeconds: number): Problem {
  return new Problem("too-many-requests", "Too many attempts. Wait a moment, then try again.", {
    headers: { "retry-after": String(retryAfterSeconds) },
  });
}
