import type { Person } from "../api-accounts.ts";
import { ApiError } from "../http.ts";
import type { Resource } from "./resource.ts";

/**
 * Sends an edit of the person that `read` holds, and holds what is stored then. Somebody else's edit that came first
 * is held too, and thrown on: what was typed can be looked at beside it, and sent again.
 */
export async function storePerson(
  read: Resource<never, Person>,
  edit: (person: Person) => Promise<Person>,
): Promise<Person | null> {
  const person = read.data.value;
  if (!person) return null;
  try {
    const stored = await edit(person);
    read.accept(stored);
    return stored;
  } catch (error) {
    if (error instanceof ApiError && error.code === "precondition-failed")
      read.accept(error.current as Person);
    throw error;
  }
}
