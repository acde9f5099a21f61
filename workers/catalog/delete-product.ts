import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { products, productWords } from "../../schema/catalog/tables.ts";
import type { Actor } from "../shared/audit.ts";
import type { Database } from "../shared/database.ts";
import { refuseEdit } from "../shared/etag.ts";
import { tellLetGo } from "./loose-files.ts";
import { type Product, toProduct } from "./product.ts";
import { deletedChanges, tellProduct } from "./product-audit.ts";
import { noProduct } from "./products.ts";

/**
 * Deletes a product that is still at `version` and was never sold; archives one that was, and answers it. Archiving
 * twice changes nothing. `unused` are the files of its cover. Throws `not-found`, and `precondition-failed` with the product as it is now.
 */
export async function deleteProduct(
  db: Database,
  { id, version, by }: { id: number; version: number; by: Actor },
): Promise<{ product: Product | null; unused: { key: string }[] }> {
  const isSame = and(eq(products.id, id), eq(products.version, version));
  const isUnsold = and(isSame, isNull(products.soldAt));
  const isSold = and(isSame, isNotNull(products.soldAt), eq(products.archived, false));
  const guard = sql`exists (select 1 from ${products} where ${isUnsold})`;
  const now = new Date();
  const [, , unused, , deleted, archived, [stored]] = await db.batch([
    tellProduct(db, { where: isUnsold, action: "deleted", by, changes: deletedChanges() }),
    tellProduct(db, { where: isSold, action: "archived", by }),
    tellLetGo(db, isUnsold),
    db.delete(productWords).where(and(eq(productWords.productId, id), guard)),
    db.delete(products).where(isUnsold).returning({ id: products.id }),
    db
      .update(products)
      .set({ archived: true, archivedAt: now, version: version + 1, updatedAt: now })
      .where(isSold)
      .returning(),
    db.select().from(products).where(eq(products.id, id)),
  ]);
  if (deleted[0]) return { product: null, unused };
  if (archived[0]) return { product: toProduct(archived[0]), unused };
  if (!stored) throw noProduct(id);
  if (stored.version !== version) return refuseEdit(version, toProduct(stored));
  return { product: toProduct(stored), unused };
}
