import { and, eq, ne, or, type SQL, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import { knownAddresses, people, sessions } from "../../schema/accounts/tables.ts";
import { type Actor, auditStatement, type FieldChange } from "../shared/audit.ts";
import type { Database } from "../shared/database.ts";
import { refuseEdit } from "../shared/etag.ts";
import { Problem } from "../shared/problem.ts";
import { REPEATS_EMAIL, repeatsEmail } from "./new-password.ts";
import type { Hasher } from "./password.ts";
import { getPerson } from "./people.ts";
import { type Person, type PersonChanges, toPerson } from "./person.ts";

interface Edit {
  id: number;
  version: number;
  changes: PersonChanges;
  by: Actor;
  /** The hash of a session's token: it goes on after a new password. */
  keptSession?: string | undefined;
}

type PersonRow = typeof people.$inferSelect;

/**
 * Edits a person as an owner does. Throws what `applyEdit` throws, and `invalid-body` for an own new password, which
 * needs the current one, or one that is the e-mail.
 */
export async function editPerson(db: Database, hasher: Hasher, edit: Edit): Promise<Person> {
  const { id, by, changes } = edit;
  if (changes.password !== undefined) {
    const isOwn = by.kind === "person" && by.id === id;
    if (isOwn)
      throw refusePassword("own", "Change your own password in your profile: it takes the current one.");
    const { email } = await getPerson(db, id); // it never changes, so it may be read before
    refuseEmailAsPassword(changes.password, email);
  }
  return applyEdit(db, hasher, edit);
}

/**
 * Changes the fields given of a person who is still at `version`, and makes them the next version. A new password, or
 * being disabled, ends their sessions and forgets their addresses. There always is an active owner, whoever changes
 * what at the same time. Throws `precondition-failed` with the person as they are now, `not-found`, and `conflict` if
 * they are the last active owner.
 */
export async function applyEdit(db: Database, hasher: Hasher, edit: Edit): Promise<Person> {
  const { id, version, changes, by, keptSession } = edit;
  const { name, role, disabled, password } = changes;
  const isSame = and(eq(people.id, id), eq(people.version, version));
  const stopsOwning = disabled === true || (role !== undefined && role !== "owner");
  const where = stopsOwning ? and(isSame, leavesAnOwner(id)) : isSame;
  const endsSessions = disabled === true || password !== undefined;
  const now = new Date();
  const statements: [BatchItem<"sqlite">, ...BatchItem<"sqlite">[]] = [
    auditStatement(db, {
      subject: "person",
      table: people,
      where,
      action: "edited",
      by,
      changes: tellChanges(changes),
    }),
    ...(endsSessions ? endSessions(db, id, where, keptSession) : []),
    db
      .update(people)
      .set({
        ...(name !== undefined && { name }),
        ...(role !== undefined && { role }),
        ...(disabled !== undefined && {
          disabledAt: disabled ? sql`coalesce(${people.disabledAt}, ${now.getTime()})` : null,
        }),
        ...(password !== undefined && { passwordHash: hasher.hash(password) }),
        version: version + 1,
        updatedAt: now,
      })
      .where(where)
      .returning(),
    db.select().from(people).where(eq(people.id, id)),
  ];
  const results: unknown[] = await db.batch(statements);
  const [[edited], [stored]] = results.slice(-2) as [PersonRow[], PersonRow[]];
  if (edited) return toPerson(edited);
  if (!stored) throw new Problem("not-found", `There is no person ${id}.`);
  if (stored.version !== version) return refuseEdit(version, toPerson(stored));
  throw new Problem("conflict", "This is the last active owner: make somebody else an owner first.");
}

/** Throws `invalid-body` if the password says no more than the e-mail. */
export function refuseEmailAsPassword(password: string, email: string): void {
  if (repeatsEmail(password, email)) throw refusePassword("email", REPEATS_EMAIL);
}

/** The person isn't the only one who is an active owner. */
function leavesAnOwner(id: number): SQL | undefined {
  return or(
    sql`not (${people.role} = 'owner' and ${people.disabledAt} is null)`,
    sql`exists (select 1 from people as other
      where other.role = 'owner' and other.disabled_at is null and other.id <> ${id})`,
  );
}

function endSessions(db: Database, id: number, where: SQL | undefined, kept: string | undefined) {
  const guard = sql`exists (select 1 from ${people} where ${where})`;
  const isOther = kept === undefined ? undefined : ne(sessions.tokenHash, kept);
  return [
    db.delete(sessions).where(and(eq(sessions.personId, id), isOther, guard)),
    db.delete(knownAddresses).where(and(eq(knownAddresses.personId, id), guard)),
  ];
}

function tellChanges({ name, role, disabled, password }: PersonChanges): FieldChange[] {
  const wasDisabled = sql`json(iif(${people.disabledAt} is null, 'false', 'true'))`;
  return [
    ...(name === undefined ? [] : [{ field: "name", from: people.name, to: name }]),
    ...(role === undefined ? [] : [{ field: "role", from: people.role, to: role }]),
    ...(disabled === undefined
      ? []
      : [{ field: "disabled", from: wasDisabled, to: sql`json(${String(disabled)})` }]),
    ...(password === undefined ? [] : [{ field: "password", secret: true as const }]),
  ];
}

function refusePassword(code: string, detail: string): Problem {
  return new Problem("invalid-body", detail, { errors: [{ pointer: "/password", code, detail }] });
}
