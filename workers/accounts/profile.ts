import { sha256 } from "../shared/bytes.ts";
import type { Database } from "../shared/database.ts";
import type { Identity } from "../shared/identity.ts";
import { Problem } from "../shared/problem.ts";
import { checkPassword, type Credentials } from "./check-password.ts";
import { applyEdit, refuseEmailAsPassword } from "./edit-person.ts";
import type { Hasher } from "./password.ts";
import { getPerson } from "./people.ts";
import type { Person, ProfileChanges } from "./person.ts";
import { tooManyAttempts } from "./sessions.ts";

/** Who the caller is, in full. Throws `forbidden` for a key. */
export function getProfile(db: Database, identity: Identity): Promise<Person> {
  return getPerson(db, idOf(identity));
}

/**
 * Changes the caller's own name or password. A new password needs the current one, and ends all sessions but the one
 * of `token`. Throws `precondition-failed`; `forbidden` for a key; `invalid-body` if the current password is wrong;
 * and `too-many-requests`, because a stolen session must not be a way to guess it.
 */
export async function editProfile(
  db: Database,
  hasher: Hasher,
  edit: {
    identity: Identity;
    version: number;
    changes: ProfileChanges;
    token: string | undefined;
    at: Pick<Credentials, "address" | "isLocal">;
  },
): Promise<Person> {
  const { identity, version, token, at } = edit;
  const { currentPassword = "", ...changes } = edit.changes;
  const id = idOf(identity);
  if (changes.password !== undefined) {
    const { email } = await getPerson(db, id);
    refuseEmailAsPassword(changes.password, email);
    const credentials = { ...at, email, password: currentPassword };
    const checked = await checkPassword(db, hasher, credentials, new Date());
    if (checked.outcome === "blocked") throw tooManyAttempts(checked.retryAfterSeconds);
    if (checked.outcome === "wrong") throw wrongCurrentPassword();
  }
  const keptSession = token === undefined ? undefined : await sha256(token);
  return applyEdit(db, hasher, { id, version, changes, by: identity, keptSession });
}

function idOf({ kind, id }: Identity): number {
  if (kind !== "person") throw new Problem("forbidden", "Only people have a profile, and this is a key.");
  return id;
}

function wrongCurrentPassword(): Problem {
  const detail = "This is not your current password.";
  return new Problem("invalid-body", detail, {
    errors: [{ pointer: "/currentPassword", code: "wrong", detail }],
  });
}
