import { and, eq, isNotNull, type SQL, sql } from "drizzle-orm";
import { products, type StoredCover } from "../../schema/catalog/tables.ts";
import { type Actor, auditStatement } from "../shared/audit.ts";
import type { Database } from "../shared/database.ts";
import { refuseEdit } from "../shared/etag.ts";
import { Problem } from "../shared/problem.ts";
import { keyOf, toStoredCover, type Upload } from "./cover.ts";
import { isUploaded, tellLetGo, tellShown, tellUpload } from "./loose-files.ts";
import { type Product, type ProductRow, toProduct } from "./product.ts";
import { noProduct } from "./products.ts";

/** Which product's cover is changed, and by whom. */
interface Edit {
  id: number;
  version: number;
  by: Actor;
}

/** The product as it is now, and the files that it doesn't show any more. */
interface Changed {
  product: Product;
  unused: { key: string }[];
}

/**
 * Gives a product that is still at `version` a cover, in place of the one it has: its files are stored first, and only
 * shown once they are. Throws `not-found`, `conflict` for an archived product, and `precondition-failed`; then the files
 * are left to `sweepFiles`.
 */
export async function putCover(
  db: Database,
  bucket: R2Bucket,
  { id, version, by }: Edit,
  upload: Upload,
): Promise<Changed> {
  const cover = await toStoredCover(upload);
  const [, [now]] = await db.batch([
    tellUpload(db, id, cover, isCurrent(id, version)),
    db.select().from(products).where(eq(products.id, id)),
  ]);
  requireCurrent(id, version, now);
  await storeFiles(bucket, id, cover, upload);
  return showCover(db, { id, version, by }, cover);
}

/** Takes a product's cover away; without one nothing changes. Throws as `putCover` does. */
export async function deleteCover(db: Database, { id, version, by }: Edit): Promise<Changed> {
  const where = and(isCurrent(id, version), isNotNull(products.cover));
  const [, unused, [edited], [now]] = await db.batch([
    ...changeCover(db, { where, version, by, cover: null }),
    db.select().from(products).where(eq(products.id, id)),
  ]);
  return { product: toProduct(edited ?? requireCurrent(id, version, now)), unused };
}

/** Shows what was uploaded, if it is still there. */
async function showCover(db: Database, { id, version, by }: Edit, cover: StoredCover): Promise<Changed> {
  const where = and(isCurrent(id, version), isUploaded(id, cover));
  const [, unused, [edited], , [now]] = await db.batch([
    ...changeCover(db, { where, version, by, cover }),
    tellShown(db, id, cover),
    db.select().from(products).where(eq(products.id, id)),
  ]);
  if (!edited) {
    requireCurrent(id, version, now);
    throw new Problem("conflict", "The upload took too long: send it again.");
  }
  return { product: toProduct(edited), unused };
}

/** Another cover, or none, for the product that `where` finds; what it shows until then is told to be loose. */
function changeCover(
  db: Database,
  {
    where,
    version,
    by,
    cover,
  }: { where: SQL | undefined; version: number; by: Actor; cover: StoredCover | null },
) {
  const change = { field: "cover", from: sql`${products.cover} ->> 'name'`, to: cover?.name ?? null };
  return [
    auditStatement(db, {
      subject: "product",
      table: products,
      where,
      action: "edited",
      by,
      changes: [change],
    }),
    tellLetGo(db, where),
    db
      .update(products)
      .set({ cover, version: version + 1, updatedAt: new Date() })
      .where(where)
      .returning(),
  ] as const;
}

function isCurrent(id: number, version: number): SQL | undefined {
  return and(eq(products.id, id), eq(products.version, version), eq(products.archived, false));
}

function requireCurrent(id: number, version: number, now: ProductRow | undefined): ProductRow {
  if (!now) throw noProduct(id);
  if (now.version !== version) return refuseEdit(version, toProduct(now));
  if (now.archived) {
    throw new Problem("conflict", `Product ${id} is archived: bring it back with archived: false.`);
  }
  return now;
}

/** Stores the files of a product's cover. */
export async function storeFiles(
  bucket: R2Bucket,
  id: number,
  cover: StoredCover,
  upload: Upload,
): Promise<void> {
  await Promise.all([
    store(bucket, keyOf(id, cover.name), upload.cover),
    cover.thumbnail !== null && store(bucket, keyOf(id, cover.thumbnail), upload.thumbnail!),
  ]);
}

/** Stores one file. What it is, is told by its bytes and not by who sent it. */
function store(bucket: R2Bucket, key: string, { type, bytes }: Upload["cover"]): Promise<unknown> {
  return bucket.put(key, bytes, { httpMetadata: { contentType: type } });
}

/** The key of the file that a product shows. Throws `not-found`. */
export async function findCover(db: Database, id: number): Promise<string> {
  const [row] = await db.select({ cover: products.cover }).from(products).where(eq(products.id, id));
  if (!row) throw noProduct(id);
  if (!row.cover) throw new Problem("not-found", `Product ${id} has no cover.`);
  return keyOf(id, row.cover.name);
}
