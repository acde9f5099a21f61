import { and, eq, isNull } from "drizzle-orm";
import { products } from "../../schema/catalog/tables.ts";
import type { Database } from "../shared/database.ts";
import { isAmong } from "../shared/rows.ts";

/**
 * Notes of the products that may be sold that they are, from when on they are archived and not deleted, and tells what
 * there is of those asked for: in one transaction, so that none can go in between. Again changes nothing.
 */
export async function sellProducts(db: Database, ids: number[]) {
  const isAsked = isAmong(products.id, ids);
  const isForSale = and(eq(products.active, true), eq(products.archived, false));
  const { id, title, sku, kind, priceCents, active, archived } = products;
  const [, items] = await db.batch([
    db
      .update(products)
      .set({ soldAt: new Date() })
      .where(and(isAsked, isForSale, isNull(products.soldAt))),
    db.select({ id, title, sku, kind, priceCents, active, archived }).from(products).where(isAsked),
  ]);
  return { items };
}
