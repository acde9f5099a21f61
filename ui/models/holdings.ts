import { type Holding, listHoldings } from "../api-sales.ts";
import { createPagedList } from "./paged-list.ts";

const PAGE_SIZE = "20";

/** What a client bought and kept, by product. */
export function createHoldings() {
  return createPagedList<number, Holding>((clientId, cursor, signal) =>
    listHoldings(clientId, { limit: PAGE_SIZE, ...(cursor && { cursor }) }, signal),
  );
}
