import { and, eq, type SQL, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import { people } from "../../schema/accounts/tables.ts";
import type { Database } from "../shared/database.ts";
import { beginAttempt, claimOf, isKnown, settleAttempt } from "./attempts.ts";
import { DEMO_PASSWORD } from "./new-password.ts";
import type { Hasher } from "./password.ts";

/** What somebody says who wants to enter, and from where. */
export interface Credentials {
  email: string;
  password: string;
  address: string;
  /** Whether this machine is asking itself, at http://localhost: only there the demo's password is one. */
  isLocal: boolean;
}

export type PasswordCheck =
  | {
      outcome: "right";
      person: typeof people.$inferSelect;
      /** Still finds the person if the password is right until then: for the guards of what follows. */
      isStill: SQL | undefined;
      /** What the next write is to do besides, before anything else. */
      settle: BatchItem<"sqlite">[];
    }
  | { outcome: "wrong" }
  | { outcome: "blocked"; retryAfterSeconds: number };

/**
 * Checks an e-mail's password with one round trip and one hash. The hash is computed for an e-mail that nobody has,
 * too, so that the time tells nothing of who is known. Somebody who is disabled is answered like anybody wrong.
 */
export async function checkPassword(
  db: Database,
  hasher: Hasher,
  { email, password, address, isLocal }: Credentials,
  now: Date,
): Promise<PasswordCheck> {
  const claim = await claimOf(email.trim().toLowerCase(), address);
  const [[found], blocks] = await db.batch([
    db
      .select({ person: people, known: isKnown(claim) })
      .from(people)
      .where(eq(people.email, claim.email)),
    ...beginAttempt(db, claim, now.getTime()),
  ]);
  const until = Math.max(...blocks.map((block) => block.until.getTime()));
  if (blocks.length > 0) {
    return { outcome: "blocked", retryAfterSeconds: Math.ceil((until - now.getTime()) / 1000) };
  }
  const isRight = hasher.verify(password, found?.person.passwordHash ?? null);
  if (!isRight || !found || found.person.disabledAt) return { outcome: "wrong" };
  if (password === DEMO_PASSWORD && !isLocal) return { outcome: "wrong" };

  const { person, known } = found;
  const { passwordHash } = person;
  const isStill = and(
    eq(people.id, person.id),
    eq(people.passwordHash, passwordHash),
    sql`${people.disabledAt} is null`,
  );
  return { outcome: "right", person, isStill, settle: known ? [] : settleAttempt(db, claim, person.id, now) };
}
