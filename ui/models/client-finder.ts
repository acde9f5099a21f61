import { type Client, listClients } from "../api.ts";
import { createFinder } from "./finder.ts";

const SHOWN = "8";

/** Clients by the start of any word of their name. */
export function createClientFinder() {
  return createFinder<Client>(async (search, signal) => {
    const { items } = await listClients({ search, limit: SHOWN }, signal);
    return items.filter(({ erasedAt }) => erasedAt === null);
  });
}
