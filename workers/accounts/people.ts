import { asc, eq, gt, sql } from "drizzle-orm";
import * as z from "zod";
import { audit, people } from "../../schema/accounts/tables.ts";
import { type Actor, auditStatement } from "../shared/audit.ts";
import { type Database, violatedConstraint } from "../shared/database.ts";
import { createOnce, type IdempotencyClaim } from "../shared/idempotency.ts";
import { decodeCursor, encodeCursor, type Page } from "../shared/lists.ts";
import { Problem } from "../shared/problem.ts";
import type { Hasher } from "./password.ts";
import { type NewPerson, type Person, toPerson } from "./person.ts";

/** The newest row's id: the transaction has the database to itself and ids only grow. */
const isNewest = sql`${people.id} = (select max(id) from people)`;

/** One page of the people who may enter, by e-mail. */
export async function listPeople(
  db: Database,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<Person>> {
  const [, after] =
    cursor === undefined ? [] : decodeCursor(cursor, z.tuple([z.literal("email"), z.string()]));
  const rows = await db
    .select()
    .from(people)
    .where(after === undefined ? undefined : gt(people.email, after))
    .orderBy(asc(people.email))
    .limit(limit + 1);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(toPerson),
    nextCursor: last ? encodeCursor(["email", last.email]) : null,
  };
}

/** Finds a person by id. Throws `not-found`. */
export async function getPerson(db: Database, id: number): Promise<Person> {
  const [row] = await db.select().from(people).where(eq(people.id, id));
  if (!row) throw new Problem("not-found", `There is no person ${id}.`);
  return toPerson(row);
}

/** Lets a person in, once per idempotency key. Throws `conflict` if the e-mail is taken. */
export async function createPerson(
  db: Database,
  hasher: Hasher,
  { password, ...fields }: NewPerson,
  by: Actor,
  claim?: IdempotencyClaim,
): Promise<Person> {
  const row = await createOnce(db, claim, {
    table: people,
    newRow: isNewest,
    statements: [
      db.insert(people).values({ ...fields, passwordHash: hasher.hash(password) }),
      auditStatement(db, { subject: "person", table: people, where: isNewest, action: "created", by }),
    ],
  }).catch((error: unknown) => {
    if (violatedConstraint(error) !== "people.email") throw error;
    const detail = "Another person has this e-mail.";
    throw new Problem("conflict", detail, { errors: [{ pointer: "/email", code: "taken", detail }] });
  });
  // The key's fingerprint doesn't know the password.
  if (claim?.replayed && !hasher.verify(password, row.passwordHash)) {
    throw new Problem("idempotency-mismatch", "This Idempotency-Key was sent with another password before.");
  }
  return toPerson(row);
}

/** Makes the first owner. Throws `conflict` once there is anybody. */
export async function createFirstOwner(
  db: Database,
  hasher: Hasher,
  owner: Pick<NewPerson, "email" | "name" | "password">,
  by: Actor,
): Promise<Person> {
  const { email, name, password } = owner;
  const now = Date.now();
  // In the order of the table's columns.
  const row = sql`select null, ${email}, ${name}, ${hasher.hash(password)}, 'owner', null, 1, ${now}, ${now}
    where not exists (select 1 from ${people})`;
  const isUntold = sql`not exists (select 1 from ${audit})`;
  const [[owned]] = await db.batch([
    db.insert(people).select(row).returning(),
    auditStatement(db, { subject: "person", table: people, where: isUntold, action: "created", by }),
  ]);
  if (!owned) throw new Problem("conflict", "Somebody may enter already: an owner lets in further people.");
  return toPerson(owned);
}
