import { batch, signal } from "@preact/signals";
import { type Client, type ClientChanges, editClient } from "../api.ts";
import { ApiError } from "../http.ts";
import { createClientForm, textsOf } from "./client-form.ts";
import { savedClient } from "./clients.ts";
import { changesTo, compare, type Conflict, type EditedField, type Values, valuesOf } from "./conflict.ts";
import { choose, chosenTexts, type Side } from "./differences.ts";
import { createSending } from "./sending.ts";

export type ClientEdit = ReturnType<typeof createClientEdit>;

const edits = new Map<string, ClientEdit>();

/** The edit of one client; it outlives the page, so that leaving by mistake loses nothing. */
export function editOf(id: string): ClientEdit {
  const edit = edits.get(id) ?? createClientEdit();
  edits.set(id, edit);
  return edit;
}

function createClientEdit() {
  const form = createClientForm();
  /** What is sent beside the form: another status, or what was chosen in a conflict. */
  const direct = createSending();
  /** The client that was read when the form was opened; null while it is closed. */
  const read = signal<Client | null>(null);
  const conflict = signal<Conflict | null>(null);
  /** The choices of a conflict that was left, for when it is met again. */
  let left: Conflict | null = null;

  function start(client: Client): void {
    batch(() => {
      read.value = client;
      form.reset(textsOf(client));
      direct.failure.value = null;
    });
  }

  function close(): void {
    left = null;
    batch(() => {
      read.value = null;
      conflict.value = null;
      form.reset();
    });
  }

  /**
   * Sends what `wanted` changes of `base`. Answers the client as it is stored then, or null when another change came
   * first. If that one holds all that is wanted, it is this one: its answer was lost.
   */
  async function store(base: Client, wanted: Partial<Values>, about: Pick<Conflict, "before" | "mine">) {
    const changes = changesTo(base, wanted);
    const client = isEmpty(changes) ? base : await overtaken(base, changes, wanted, about);
    if (!client) return null;
    close();
    if (client.version !== about.before.version) savedClient.value = client;
    return client;
  }

  async function overtaken(
    { id, version }: Client,
    changes: ClientChanges,
    wanted: Partial<Values>,
    { before, mine }: Pick<Conflict, "before" | "mine">,
  ): Promise<Client | null> {
    try {
      return await editClient(id, version, changes);
    } catch (error) {
      if (!(error instanceof ApiError && error.code === "precondition-failed")) throw error;
      const current = error.current as Client;
      const sent = Object.keys(changes) as EditedField[];
      const missing = changesTo(current, Object.fromEntries(sent.map((field) => [field, wanted[field]])));
      if (isEmpty(missing)) return current;
      conflict.value = compare(before, mine, current, conflict.value ?? left);
      return null;
    }
  }

  return {
    form,
    direct,
    read,
    conflict,
    start,
    /** Throws away what was typed; not while it is being sent. */
    cancel(): void {
      if (!form.saving.value) close();
    },
    async save(): Promise<Client | null> {
      const before = read.value;
      if (!before) return null;
      const mine = { ...form.draft.value, status: before.status };
      return form.send(() => store(before, mine, { before, mine }));
    },
    setStatus(client: Client, status: Client["status"]): Promise<Client | null> {
      const mine = { ...valuesOf(client), status };
      return direct.send(() => store(client, { status }, { before: client, mine }));
    },
    choose(field: EditedField, chosen: Side): void {
      if (!conflict.value) return;
      const differences = choose(conflict.value.differences, field, chosen);
      conflict.value = { ...conflict.value, differences };
    },
    async saveChosen(): Promise<Client | null> {
      const met = conflict.value;
      if (!met) return null;
      const client = await direct.send(() => store(met.current, chosenTexts(met.differences), met));
      // What is wrong with a field is said at the field.
      if (direct.failure.value?.errors.length && read.value) {
        form.failure.value = direct.failure.value;
        leaveConflict();
      }
      return client;
    },
    leaveConflict,
  };

  function leaveConflict(): void {
    left = conflict.value;
    batch(() => {
      conflict.value = null;
      direct.failure.value = null;
    });
  }
}

function isEmpty(changes: object): boolean {
  return Object.keys(changes).length === 0;
}
