import { eq } from "drizzle-orm";
import { purchases } from "../../schema/sales/tables.ts";
import type { Database } from "../shared/database.ts";
import { Problem } from "../shared/problem.ts";
import { type Purchase, purchaseFields, toPurchase } from "./purchase.ts";

/** Finds a purchase by id. Throws `not-found`. */
export async function getPurchase(db: Database, id: number): Promise<Purchase> {
  const [row] = await db.select(purchaseFields).from(purchases).where(eq(purchases.id, id));
  if (!row) throw noPurchase(id);
  return toPurchase(row as typeof row & { items: string });
}

export function noPurchase(id: number): Problem {
  return new Problem("not-found", `There is no purchase ${id}.`);
}
