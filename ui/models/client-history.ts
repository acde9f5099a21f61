import { type ClientAuditEntry, listClientAudit } from "../api.ts";
import { createPagedList } from "./paged-list.ts";

const PAGE_SIZE = "20";

/** What was done to a client and its addresses, newest first. */
export function createClientHistory() {
  return createPagedList<number, ClientAuditEntry>((id, cursor, signal) =>
    listClientAudit(id, { limit: PAGE_SIZE, ...(cursor && { cursor }) }, signal),
  );
}
