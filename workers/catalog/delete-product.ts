import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { products, productWords } from "../../schema/catalog/tables.ts";
import { type Actor, auditStatement } from "../shared/audit.ts";
import type { Database } from "../shared/database.ts";
import { refuseEdit } from "../shared/etag.ts";
import { type Product, toProduct } from "./product.ts";
import { noProduct } from "./products.ts";

/**
 * Deletes a product that is still at `version` and was never sold; archives one that was, and answers it. Archiving
 * twice changes nothing. Throws `not-found`, and `precondition-failed` with the product as it is now.
 */
export async function deleteProduct(
  db: Database,
  { id, version, by }: { id: number; version: number; by: Actor },
): Promise<Product | null> {
  const isSame = and(eq(products.id, id), eq(products.version, version));
  const isUnsold = and(isSame, isNull(products.soldAt));
  const isSold = and(isSame, isNotNull(products.soldAt), eq(products.archived, false));
  const guard = sql`exists (select 1 from ${products} where ${isUnsold})`;
  const about = { subject: "product", table: products, by };
  const gone = [
    { field: "title", from: products.title, to: null },
    { field: "sku", from: products.sku, to: null },
  ];
  const now = new Date();
  const [, , , deleted, archived, [stored]] = await db.batch([
    auditStatement(db, { ...about, where: isUnsold, action: "deleted", changes: gone }),
    auditStatement(db, { ...about, where: isSold, action: "archived" }),
    db.delete(productWords).where(and(eq(productWords.productId, id), guard)),
    db.delete(products).where(isUnsold).returning({ id: products.id }),
    db
      .update(products)
      .set({ archived: true, archivedAt: now, version: version + 1, updatedAt: now })
      .where(isSold)
      .returning(),
    db.select().from(products).where(eq(products.id, id)),
  ]);
  if (deleted[0]) return null;
  if (archived[0]) return toProduct(archived[0]);
  if (!stored) throw noProduct(id);
  return stored.version === version ? toProduct(stored) : refuseEdit(version, toProduct(stored));
}
