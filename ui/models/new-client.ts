import { type Client, createClient } from "../api.ts";
import { createClientForm } from "./client-form.ts";
import { savedClient } from "./clients.ts";
import { createIdempotencyKey } from "./idempotency-key.ts";

/** A client to be stored. */
export function createNewClient() {
  const form = createClientForm();
  const idempotency = createIdempotencyKey();
  return {
    form,
    /** Sends the draft. Answers the stored client, or null after a failure. */
    save(): Promise<Client | null> {
      return form.send(async () => {
        const { name, ...rest } = form.draft.value;
        const given = Object.fromEntries(Object.entries(rest).filter(([, text]) => text.trim() !== ""));
        const sent = { name, ...given };
        const client = await createClient(sent, idempotency.keyOf(sent));
        form.reset();
        idempotency.renew();
        savedClient.value = client;
        return client;
      });
    },
  };
}

/** It outlives the page, so that leaving by mistake loses nothing. */
export const { form, save } = createNewClient();
