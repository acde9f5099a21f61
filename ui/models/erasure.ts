import { signal } from "@preact/signals";
import { type Client, eraseClient } from "../api.ts";
import { ApiError } from "../http.ts";
import { forgetAddressBook } from "./addresses.ts";
import { savedClient } from "./clients.ts";
import { createSending } from "./sending.ts";

/** The erasure of a client's personal data. */
export function createErasure() {
  const sending = createSending();
  /** The client that somebody else changed since the person was asked: to be looked at before it is erased. */
  const changed = signal<Client | null>(null);
  return {
    ...sending,
    changed,
    /** Answers the client as it is now: erased, or as somebody else `changed` it meanwhile; null after a failure. */
    erase(client: Client): Promise<Client | null> {
      return sending.send(async () => {
        try {
          const erased = await eraseClient(client);
          forgetAddressBook(client.id);
          savedClient.value = erased;
          return erased;
        } catch (error) {
          if (!(error instanceof ApiError && error.code === "precondition-failed")) throw error;
          return (changed.value = error.current as Client);
        }
      });
    },
  };
}
