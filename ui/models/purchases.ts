import { listPurchases, type Purchase } from "../api-sales.ts";
import { createClientNames } from "./client-names.ts";
import { createPagedList } from "./paged-list.ts";

const PAGE_SIZE = "50";

/** Purchases, newest first, with who bought unless that is known. */
export function createPurchaseList({ pageSize = PAGE_SIZE, named = true } = {}) {
  const names = createClientNames();
  const list = createPagedList<Record<string, string>, Purchase>(async (query, cursor, signal) => {
    const page = await listPurchases({ ...query, limit: pageSize, ...(cursor && { cursor }) }, signal);
    const buyers = page.items.map(({ clientId }) => clientId);
    if (named) await names.load(buyers, signal);
    return page;
  });
  return { ...list, clients: names.clients };
}
