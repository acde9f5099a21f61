import { signal } from "@preact/signals";
import { listClients } from "../api.ts";
import type { Client } from "../api.ts";
import { may } from "./session.ts";

/** Who the ids of clients stand for, as far as it is known, and may be. */
export function createClientNames() {
  const clients = signal<ReadonlyMap<number, Client>>(new Map());
  return {
    clients,
    /** Reads those of these ids that aren't known yet, in one call. Without an answer, they stay numbers. */
    async load(ids: number[], signal: AbortSignal): Promise<void> {
      const unknown = [...new Set(ids)].filter((id) => !clients.value.has(id));
      if (unknown.length === 0 || !may("clients:read")) return;
      const found = await listClients({ ids: unknown.join() }, signal).catch(() => null);
      if (!found) return;
      clients.value = new Map([
        ...clients.value,
        ...found.items.map((client) => [client.id, client] as const),
      ]);
    },
  };
}
