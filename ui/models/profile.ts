import { editProfile, getProfile, type Person } from "../api-accounts.ts";
import { ApiError } from "../http.ts";
import { createForm } from "./form.ts";
import { storePerson } from "./person-edit.ts";
import { createResource } from "./resource.ts";
import { renewIdentity } from "./session.ts";

const EMPTY = { currentPassword: "", password: "", repeated: "" };

/** Who is signed in, as they may change themselves. */
export function createProfile() {
  const read = createResource<void, Person>((_, signal) => getProfile(signal));
  const name = createForm({ name: "" });
  const password = createForm(EMPTY);

  async function load(): Promise<void> {
    await read.load();
    if (read.data.value) name.reset({ name: read.data.value.name });
  }
  return {
    read,
    name,
    password,
    load,
    saveName(): Promise<Person | null> {
      return name.send(async () => {
        const wanted = name.draft.value.name;
        const stored = await storePerson(read, ({ version }) => editProfile(version, { name: wanted }));
        if (stored) name.reset({ name: stored.name });
        await renewIdentity();
        return stored;
      });
    },
    savePassword(): Promise<Person | null> {
      return password.send(async () => {
        const { currentPassword, password: wanted, repeated } = password.draft.value;
        if (wanted !== repeated) throw differs();
        const stored = await storePerson(read, ({ version }) =>
          editProfile(version, { currentPassword, password: wanted }),
        );
        password.reset();
        return stored;
      });
    },
  };
}

function differs(): ApiError {
  const detail = "The two differ.";
  return new ApiError("invalid-body", detail, {
    errors: [{ pointer: "/repeated", code: "differs", detail }],
  });
}
