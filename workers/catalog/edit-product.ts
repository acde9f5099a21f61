import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import { products, productWords } from "../../schema/catalog/tables.ts";
import type { Actor } from "../shared/audit.ts";
import type { Database } from "../shared/database.ts";
import { refuseEdit } from "../shared/etag.ts";
import { type InputError, Problem } from "../shared/problem.ts";
import { type Product, type ProductChanges, type ProductRow, toProduct } from "./product.ts";
import { editedChanges, tellProduct } from "./product-audit.ts";
import { type Kind, kindsWith } from "./product-fields.ts";
import { keysOf, searchedFields } from "./product-keys.ts";
import { insertWords, noProduct, refuseTakenSku } from "./products.ts";

interface Edit {
  id: number;
  version: number;
  changes: ProductChanges;
  by: Actor;
}

/**
 * Changes the fields given of a product that is still at `version`, and makes it the next version. Throws `not-found`,
 * `invalid-body` for what its kind hasn't, `precondition-failed` with the product as it is now, and `conflict` if the
 * SKU is taken, or the product is archived and isn't brought back.
 */
export async function editProduct(db: Database, { id, version, changes, by }: Edit): Promise<Product> {
  const { kind, archived, ...fields } = changes;
  const kinds = kindsWith(Object.keys(fields)).filter((one) => kind === undefined || one === kind);
  const isSame = and(eq(products.id, id), eq(products.version, version), inArray(products.kind, kinds));
  const isThere = and(isSame, eq(products.archived, false));
  const restores = archived === false;
  const where = restores ? isSame : isThere;
  const about = { by, changes: editedChanges(fields) };
  const wasArchived = and(isSame, eq(products.archived, true));
  const statements: [BatchItem<"sqlite">, ...BatchItem<"sqlite">[]] = [
    tellProduct(db, { ...about, where: isThere, action: "edited" }),
    ...(restores ? [tellProduct(db, { ...about, where: wasArchived, action: "restored" })] : []),
    ...replaceWords(db, id, fields, where),
    db
      .update(products)
      .set({
        ...fields,
        ...keysOf(fields),
        ...(restores && { archived, archivedAt: null }),
        version: version + 1,
        updatedAt: new Date(),
      })
      .where(where)
      .returning(),
    db.select().from(products).where(eq(products.id, id)),
  ];
  const results: unknown[] = await db.batch(statements).catch(refuseTakenSku);
  const [[edited], [now]] = results.slice(-2) as [ProductRow[], ProductRow[]];
  if (edited) return toProduct(edited);
  if (!now) throw noProduct(id);
  refuseOtherKind(now.kind, kind, Object.keys(fields));
  if (now.version !== version) return refuseEdit(version, toProduct(now));
  throw new Problem("conflict", `Product ${id} is archived: bring it back with archived: false.`);
}

/** The words of the fields that are searched, in place of those before. */
function replaceWords(db: Database, id: number, fields: object, where: SQL | undefined) {
  const searched = searchedFields({ ...fields });
  if (searched.length === 0) return [];
  const guard = sql`exists (select 1 from ${products} where ${where})`;
  const isOld = and(eq(productWords.productId, id), inArray(productWords.field, searched));
  return [db.delete(productWords).where(and(isOld, guard)), insertWords(db, fields, id, guard)];
}

/** Throws `invalid-body` for another kind, and for the fields that this one hasn't. */
function refuseOtherKind(kind: Kind, wanted: Kind | undefined, fields: string[]): void {
  const errors: InputError[] = fields
    .filter((field) => !kindsWith([field]).includes(kind))
    .map((field) => ({ pointer: `/${field}`, code: "unknown", detail: `A ${kind} has no such field.` }));
  if (wanted !== undefined && wanted !== kind) {
    errors.unshift({ pointer: "/kind", code: "fixed", detail: "What a product is can't be changed." });
  }
  if (errors.length === 0) return;
  throw new Problem("invalid-body", errors.map((e) => `${e.pointer}: ${e.detail}`).join("; "), { errors });
}
