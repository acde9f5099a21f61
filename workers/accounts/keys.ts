import { and, desc, eq, isNull, lt, sql } from "drizzle-orm";
import * as z from "zod";
import { keys } from "../../schema/accounts/tables.ts";
import { type Actor, auditStatement } from "../shared/audit.ts";
import { equalSecrets, randomSecret, sha256 } from "../shared/bytes.ts";
import type { Database } from "../shared/database.ts";
import type { Identity } from "../shared/identity.ts";
import { decodeCursor, encodeCursor, type Page } from "../shared/lists.ts";
import { Problem } from "../shared/problem.ts";
import { type Key, type NewKey, readKey, toKey, writeKey } from "./key.ts";

const TOUCHED_EVERY_MS = 60_000;

/** Compared with where there is no such key, so that the time tells nothing. */
const NO_HASH = "0".repeat(64);

/** One page of the keys, newest first; the revoked ones too. */
export async function listKeys(
  db: Database,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<Key>> {
  const [, before] = cursor === undefined ? [] : decodeCursor(cursor, z.tuple([z.literal("key"), z.int()]));
  const rows = await db
    .select()
    .from(keys)
    .where(before === undefined ? undefined : lt(keys.id, before))
    .orderBy(desc(keys.id))
    .limit(limit + 1);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(toKey),
    nextCursor: last ? encodeCursor(["key", last.id]) : null,
  };
}

/** Finds a key by id. Throws `not-found`. */
export async function getKey(db: Database, id: number): Promise<Key> {
  const [row] = await db.select().from(keys).where(eq(keys.id, id));
  if (!row) throw noKey(id);
  return toKey(row);
}

/** Makes a key. Its secret is in the answer and nowhere else. */
export async function createKey(db: Database, input: NewKey, by: Actor): Promise<Key & { key: string }> {
  const secret = randomSecret();
  const isNewest = sql`${keys.id} = (select max(id) from keys)`;
  const [[row]] = await db.batch([
    db
      .insert(keys)
      .values({ ...input, secretHash: await sha256(secret) })
      .returning(),
    auditStatement(db, { subject: "key", table: keys, where: isNewest, action: "created", by }),
  ]);
  return { ...toKey(row!), key: writeKey(row!.id, secret) };
}

/** Revokes a key for good; once more changes nothing. Throws `not-found`. */
export async function revokeKey(db: Database, id: number, by: Actor): Promise<void> {
  const isActive = and(eq(keys.id, id), isNull(keys.revokedAt));
  const [, , [found]] = await db.batch([
    auditStatement(db, { subject: "key", table: keys, where: isActive, action: "revoked", by }),
    db.update(keys).set({ revokedAt: new Date() }).where(isActive),
    db.select({ id: keys.id }).from(keys).where(eq(keys.id, id)),
  ]);
  if (!found) throw noKey(id);
}

export type KeyCheck =
  | {
      outcome: "right";
      identity: Identity;
      /** Notes its use, at most once a minute; it needn't be waited for. */
      touch: (() => Promise<unknown>) | null;
    }
  | { outcome: "wrong" | "expired" | "revoked" };

/** Whose key it is: one round trip, and a quick hash, which is enough for 256 random bits. */
export async function checkKey(db: Database, text: string, now: Date): Promise<KeyCheck> {
  const given = readKey(text);
  if (!given) return { outcome: "wrong" };
  const [[row], hash] = await Promise.all([
    db.select().from(keys).where(eq(keys.id, given.id)),
    sha256(given.secret),
  ]);
  if (!equalSecrets(hash, row?.secretHash ?? NO_HASH) || !row) return { outcome: "wrong" };
  if (row.revokedAt) return { outcome: "revoked" };
  if (row.expiresAt && row.expiresAt <= now) return { outcome: "expired" };
  const { id, name, scopes, expiresAt } = toKey(row);
  const isDue = !row.lastUsedAt || now.getTime() - row.lastUsedAt.getTime() >= TOUCHED_EVERY_MS;
  return {
    outcome: "right",
    identity: { kind: "key", id, name, role: null, rights: scopes, expiresAt },
    touch: isDue ? () => db.update(keys).set({ lastUsedAt: now }).where(eq(keys.id, id)) : null,
  };
}

function noKey(id: number): Problem {
  return new Problem("not-found", `There is no key ${id}.`);
}
