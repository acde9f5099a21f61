import { listPurchases, type Purchase } from "../api-sales.ts";
import { createClientNames } from "./client-names.ts";
import { createPagedList } from "./paged-list.ts";

const PAGE_SIZE = "50";

/** Purchases, newest first, with who bought. */
export function createPurchaseList(pageSize = PAGE_SIZE) {
  const names = createClientNames();
  const list = createPagedList<Record<string, string>, Purchase>(async (query, cursor, signal) => {
    const page = await listPurchases({ ...query, limit: pageSize, ...(cursor && { cursor }) }, signal);
    await names.load(
      page.items.map(({ clientId }) => clientId),
      signal,
    );
    return page;
  });
  return { ...list, clients: names.clients };
}

export type PurchaseList = ReturnType<typeof createPurchaseList>;
