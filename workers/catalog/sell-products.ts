import { and, isNull, sql } from "drizzle-orm";
import { products } from "../../schema/catalog/tables.ts";
import type { Database } from "../shared/database.ts";
import { isAmong } from "../shared/rows.ts";

const { id, title, sku, kind, priceCents, active, archived } = products;

/** What there is of these products, as the service that sells has to know them. */
export async function findForSale(db: Database, ids: number[]) {
  return { items: await selectForSale(db, ids) };
}

/**
 * Notes of the products that may be sold that they are, from when on they are archived and not deleted, and tells what
 * there is of those asked for: in one transaction, so that none can go in between. Again changes nothing.
 */
export async function sellProducts(db: Database, ids: number[]) {
  const isAsked = isAmong(products.id, ids);
  // Not as an index has it: SQLite would rather look through all that aren't archived than for these ids.
  const isForSale = sql`${products.active} and not ${products.archived}`;
  const [, items] = await db.batch([
    db
      .update(products)
      .set({ soldAt: new Date() })
      .where(and(isAsked, isForSale, isNull(products.soldAt))),
    selectForSale(db, ids),
  ]);
  return { items };
}

function selectForSale(db: Database, ids: number[]) {
  return db
    .select({ id, title, sku, kind, priceCents, active, archived })
    .from(products)
    .where(isAmong(products.id, ids));
}
