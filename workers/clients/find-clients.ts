import { clients } from "../../schema/clients/tables.ts";
import type { Database } from "../shared/database.ts";
import { isAmong } from "../shared/rows.ts";

/** Whether clients are active, of those asked for that there are; an erased one is inactive. */
export async function findStates(db: Database, ids: number[]) {
  const { id, status } = clients;
  return { items: await db.select({ id, status }).from(clients).where(isAmong(id, ids)).orderBy(id) };
}
