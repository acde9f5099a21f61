import { and, eq, gt, inArray, lt, sql } from "drizzle-orm";
import { attempts, knownAddresses, people } from "../../schema/accounts/tables.ts";
import { sha256 } from "../shared/bytes.ts";
import type { Database } from "../shared/database.ts";

/**
 * Delays against guessing, which can't lock a victim out. What is counted is an address: what it tries on one e-mail,
 * and what it tries at all. Another address's failures therefore never stand in a victim's way, and where somebody has
 * signed in before nothing is counted, so that a neighbour's failures behind the same address don't either; there,
 * the gateway's limit of requests is what slows a guesser. After the free attempts the wait doubles with each, up to
 * a quarter of an hour; an attempt while waiting doesn't count. A day without attempts forgets.
 */
const FREE_PER_PAIR = 10;
const FREE_PER_ADDRESS = 30;
const LONGEST_MS = 15 * 60_000;
const FORGOTTEN_MS = 24 * 60 * 60_000;
const KNOWN_MS = 180 * 24 * 60 * 60_000;
const SWEPT_PER_RUN = 5000;

/** Somebody who says they are `email`, somewhere. */
export interface Claim {
  email: string;
  /** The names of the counters: hashes. */
  pair: string;
  address: string;
}

export async function claimOf(email: string, address: string): Promise<Claim> {
  const network = networkOf(address);
  const [pair, place] = await Promise.all([sha256(`${email}\n${network}`), sha256(network)]);
  return { email, pair, address: place };
}

/** One subscriber has a whole /64 of IPv6, so that is what counts as an address. */
function networkOf(address: string): string {
  if (!address.includes(":") || address.includes(".")) return address;
  const [head = "", tail] = address.toLowerCase().split("::");
  const groups = head.split(":").filter((group) => group !== "");
  const after = tail?.split(":").filter((group) => group !== "") ?? [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - after.length);
  const whole = [...groups, ...Array.from({ length: zeros }, () => "0"), ...after];
  return whole
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":");
}

/** Whether the person of the e-mail has signed in from there before. */
export function isKnown({ email, address }: Claim) {
  return sql<number>`exists (select 1 from ${knownAddresses} join ${people} on ${people.id} = ${knownAddresses.personId}
    where ${people.email} = ${email} and ${knownAddresses.address} = ${address})`;
}

/**
 * The statements that begin an attempt, for the batch that reads the person: what it has to wait for, and its count,
 * which comes before the password is looked at, so that many attempts at once don't share one count.
 */
export function beginAttempt(db: Database, claim: Claim, now: number) {
  const both = inArray(attempts.key, [claim.pair, claim.address]);
  const isBlocked = and(both, gt(attempts.blockedUntil, new Date(now)), sql`not ${isKnown(claim)}`);
  const excess = sql`iif(${attempts.lastAt} < ${now - FORGOTTEN_MS}, excluded.excess, ${attempts.excess} + 1)`;
  const begun = JSON.stringify([
    [claim.pair, 1 - FREE_PER_PAIR],
    [claim.address, 1 - FREE_PER_ADDRESS],
  ]);
  // In the order of the table's columns.
  const counted = sql`select value->>0, value->>1, 0, ${now} from json_each(${begun})
    where not ${isKnown(claim)} and not exists (select 1 from ${attempts} where ${isBlocked})`;
  return [
    db.select({ until: attempts.blockedUntil }).from(attempts).where(isBlocked),
    db
      .insert(attempts)
      .select(counted)
      .onConflictDoUpdate({
        target: attempts.key,
        set: {
          excess,
          blockedUntil: sql`iif(${excess} < 0, 0, ${now} + min(1000 << min(${excess}, 20), ${LONGEST_MS}))`,
          lastAt: new Date(now),
        },
      }),
  ] as const;
}

/** The statements that take a right attempt back, and know its address from now on. */
export function settleAttempt(db: Database, claim: Claim, personId: number, now: Date) {
  return [
    db.delete(attempts).where(eq(attempts.key, claim.pair)),
    db
      .update(attempts)
      .set({ excess: sql`${attempts.excess} - 1`, blockedUntil: new Date(0) })
      .where(eq(attempts.key, claim.address)),
    db
      .insert(knownAddresses)
      .values({ personId, address: claim.address, lastAt: now })
      .onConflictDoUpdate({
        target: [knownAddresses.personId, knownAddresses.address],
        set: { lastAt: now },
      }),
  ];
}

/** Forgets attempts and addresses of long ago. */
export async function sweepAttempts(db: Database, now: number): Promise<void> {
  const old = db
    .select({ key: attempts.key })
    .from(attempts)
    .where(lt(attempts.lastAt, new Date(now - FORGOTTEN_MS)))
    .limit(SWEPT_PER_RUN);
  await db.batch([
    db.delete(attempts).where(inArray(attempts.key, old)),
    db.delete(knownAddresses).where(lt(knownAddresses.lastAt, new Date(now - KNOWN_MS))),
  ]);
}
