import { type Client, createClient } from "../api.ts";
import { createClientForm } from "./client-form.ts";
import { savedClient } from "./clients.ts";

/** It outlives the page, so that leaving by mistake loses nothing. */
export const form = createClientForm();

/** A try after a failure sends the same key, so that an answer lost on the way makes no second client. */
let attempt = { sent: "", key: "" };

function keyOf(sent: string): string {
  if (attempt.sent !== sent) attempt = { sent, key: crypto.randomUUID() };
  return attempt.key;
}

/** Sends the draft. Answers the stored client, or null after a failure. */
export function save(): Promise<Client | null> {
  return form.send(async () => {
    const { name, ...rest } = form.draft.value;
    const given = Object.fromEntries(Object.entries(rest).filter(([, text]) => text.trim() !== ""));
    const client = await createClient({ name, ...given }, keyOf(JSON.stringify({ name, ...given })));
    form.reset();
    attempt = { sent: "", key: "" };
    savedClient.value = client;
    return client;
  });
}
