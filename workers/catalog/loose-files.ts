import { and, eq, exists, inArray, lt, type SQL, sql } from "drizzle-orm";
import { looseFiles, products, type StoredCover } from "../../schema/catalog/tables.ts";
import type { Database } from "../shared/database.ts";
import { isAmong } from "../shared/rows.ts";
import { keysOf } from "./cover.ts";

/** No upload takes that long. */
const SWEPT_AFTER_MS = 60 * 60 * 1000;

/** R2 deletes so many at once. */
const SWEPT_PER_RUN = 1000;

const REMOVING = new Date(0);

/** Tells of the files that are about to be stored, if the product that `where` finds is there. */
export function tellUpload(db: Database, id: number, cover: StoredCover, where: SQL | undefined) {
  const files = sql`select value, ${Date.now()} from json_each(${JSON.stringify(keysOf(id, cover))})
    where ${exists(db.select({ id: products.id }).from(products).where(where))}`;
  return db.insert(looseFiles).select(files);
}

/** Whether the files of an upload are still there to be shown. */
export function isUploaded(id: number, cover: StoredCover): SQL {
  const keys = keysOf(id, cover);
  return sql`(select count(*) from ${looseFiles} where key in (select value from json_each(${JSON.stringify(keys)}))
    and since > 0) = ${keys.length}`;
}

/** Tells that the product that `where` finds lets go of its cover's files; answers their keys. */
export function tellLetGo(db: Database, where: SQL | undefined) {
  const files = sql`select ${products.id} || '/' || file.value, ${Date.now()}
    from ${products} join json_each(json_array(${products.cover} ->> 'name', ${products.cover} ->> 'thumbnail')) file
    where ${where} and file.value is not null`;
  return db.insert(looseFiles).select(files).returning({ key: looseFiles.key });
}

/** Tells that files are a product's now. */
export function tellShown(db: Database, id: number, cover: StoredCover) {
  const isShown = sql`exists (select 1 from ${products} where ${products.id} = ${id}
    and ${products.cover} ->> 'name' = ${cover.name})`;
  return db.delete(looseFiles).where(and(inArray(looseFiles.key, keysOf(id, cover)), isShown));
}

/** Removes files that no product shows, at once; what can't be removed now is left to `sweepFiles`. */
export async function removeFiles(db: Database, bucket: R2Bucket, files: { key: string }[]): Promise<void> {
  const keys = files.map(({ key }) => key);
  if (keys.length === 0) return;
  try {
    await remove(db, bucket, inArray(looseFiles.key, keys));
  } catch (error) {
    console.error("files that no product shows are still there", keys, error);
  }
}

/** Removes what was left behind: uploads that broke off, and what could not be removed at once. */
export async function sweepFiles(db: Database, bucket: R2Bucket, now: number): Promise<void> {
  const old = db
    .select({ key: looseFiles.key })
    .from(looseFiles)
    .where(lt(looseFiles.since, new Date(now - SWEPT_AFTER_MS)))
    .limit(SWEPT_PER_RUN);
  await remove(db, bucket, inArray(looseFiles.key, old));
}

/** First they can't be shown any more, then they go, and only then they are forgotten: it may break off anywhere. */
async function remove(db: Database, bucket: R2Bucket, where: SQL): Promise<void> {
  const rows = await db
    .update(looseFiles)
    .set({ since: REMOVING })
    .where(where)
    .returning({ key: looseFiles.key });
  const keys = rows.map(({ key }) => key);
  if (keys.length === 0) return;
  await bucket.delete(keys);
  await db.delete(looseFiles).where(and(isAmong(looseFiles.key, keys), eq(looseFiles.since, REMOVING)));
}
