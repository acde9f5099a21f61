import { computed } from "@preact/signals";
import {
  createPerson,
  editPerson,
  getPerson,
  listPeople,
  listPersonAudit,
  type AuditEntry,
  type Person,
  type PersonChanges,
  type Role,
} from "../api-accounts.ts";
import { createForm } from "./form.ts";
import { createIdempotencyKey } from "./idempotency-key.ts";
import { createPagedList } from "./paged-list.ts";
import { storePerson } from "./person-edit.ts";
import { createResource } from "./resource.ts";
import { createSending } from "./sending.ts";
import { me, renewIdentity } from "./session.ts";

const PAGE_SIZE = "50";

/** From the least to the most. */
export const ROLES: readonly Role[] = ["viewer", "staff", "owner"];

const NOBODY = { email: "", name: "", role: "staff", password: "" };

export function createPeopleList() {
  return createPagedList<null, Person>((_, cursor, signal) =>
    listPeople({ limit: PAGE_SIZE, ...(cursor && { cursor }) }, signal),
  );
}

export function isMe(person: Pick<Person, "id">): boolean {
  return me.value?.kind === "person" && me.value.id === person.id;
}

/** Somebody who is to be let in. */
export function createNewPerson() {
  const form = createForm(NOBODY);
  const idempotency = createIdempotencyKey();
  return {
    form,
    save(): Promise<Person | null> {
      return form.send(async () => {
        const { role, ...texts } = form.draft.value;
        const person = { ...texts, role: role as Role };
        return createPerson(person, idempotency.keyOf(person));
      });
    },
  };
}

/** One person, and what an owner may change of them. */
export function createPersonDetail(id: string) {
  const read = createResource<void, Person>((_, signal) => getPerson(id, signal));
  const audit = createPagedList<null, AuditEntry>((_, cursor, signal) =>
    listPersonAudit(id, { limit: PAGE_SIZE, ...(cursor && { cursor }) }, signal),
  );
  const form = createForm({ name: "", role: "" });
  const password = createForm({ password: "" });
  const direct = createSending();

  async function store(changes: PersonChanges): Promise<Person | null> {
    try {
      const stored = await storePerson(read, (person) => editPerson(person, changes));
      if (stored && isMe(stored)) await renewIdentity();
      return stored;
    } finally {
      void audit.refresh();
    }
  }
  return {
    read,
    audit,
    form,
    password,
    direct,
    /** Somebody else's edit came between; the form still holds what was typed. */
    overtaken: computed(() =>
      [form, password, direct].some((sent) => sent.failure.value?.code === "precondition-failed"),
    ),
    async load(): Promise<void> {
      void audit.start(null);
      await read.load();
      const person = read.data.value;
      if (person) form.reset({ name: person.name, role: person.role });
    },
    save(): Promise<Person | null> {
      return form.send(async () => {
        const { name, role } = form.draft.value;
        const stored = await store({ name, role: role as Role });
        if (stored) form.reset({ name: stored.name, role: stored.role });
        return stored;
      });
    },
    savePassword(): Promise<Person | null> {
      return password.send(async () => {
        const stored = await store({ password: password.draft.value.password });
        password.reset();
        return stored;
      });
    },
    setDisabled: (disabled: boolean) => direct.send(() => store({ disabled })),
  };
}
