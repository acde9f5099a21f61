import { sql } from "drizzle-orm";
import { products, productWords } from "../../schema/catalog/tables.ts";
import { toStoredCover } from "../catalog/cover.ts";
import { storeFiles } from "../catalog/covers.ts";
import type { CatalogEnv } from "../catalog/env.ts";
import { createdChanges, SUBJECT } from "../catalog/product-audit.ts";
import { toRow } from "../catalog/product-rows.ts";
import { insertEntries, selectEntries, SETUP } from "../shared/audit.ts";
import { openDatabase } from "../shared/database.ts";
import { selectRows } from "../shared/rows.ts";
import { drawCover } from "./covers/demo-cover.ts";
import { demoProducts } from "./demo-products.ts";
import { openWorker } from "./open-worker.ts";
import { createRandom, type Random } from "./random.ts";
import { startSpending } from "../shared/timing.ts";

const WITHOUT_COVER = 0.1;
const COVERS_AT_ONCE = 20;

type DemoProduct = ReturnType<typeof demoProducts>[number];

/** Fills an empty catalogue: the files of covers first, then all products in one transaction. */
export async function fillCatalog(state: string): Promise<void> {
  const { env, dispose } = await openWorker<CatalogEnv>("catalog", state);
  const db = openDatabase(env, startSpending());
  const [taken] = await db.select({ id: products.id }).from(products).limit(1);
  if (!taken) {
    const rows = await withCovers(env.COVERS, demoProducts(new Date()));
    const words = sql`select w.value ->> 0, r.value ->> 'id', w.value ->> 1
      from json_each(${JSON.stringify(rows)}) r, json_each(r.value -> 'words') w`;
    const entries = selectEntries({
      subject: SUBJECT,
      table: products,
      where: sql`true`,
      action: "created",
      by: SETUP,
      changes: createdChanges(),
      at: products.createdAt,
    });
    await db.batch([
      db.insert(products).select(selectRows(products, rows)),
      db.insert(productWords).select(words),
      insertEntries(db, entries),
    ]);
  }
  await dispose();
}

/** The rows of products, whose ids are their places; while some covers are being stored, others are drawn. */
async function withCovers(bucket: R2Bucket, all: DemoProduct[]) {
  const random = createRandom(1955);
  const rows: object[] = [];
  const left = all.entries();
  const storeSome = async () => {
    for (const [index, product] of left) {
      const { createdAt } = product;
      const id = index + 1;
      const cover = random.next() < WITHOUT_COVER ? null : await storeCover(bucket, random, id, product);
      rows[index] = { ...toRow(product), createdAt, updatedAt: createdAt, id, cover };
    }
  };
  await Promise.all(Array.from({ length: COVERS_AT_ONCE }, storeSome));
  return rows;
}

async function storeCover(bucket: R2Bucket, random: Random, id: number, product: DemoProduct) {
  const genre = "genre" in product ? (product.genre ?? "") : "";
  const upload = await drawCover(random, product.kind, genre);
  const cover = await toStoredCover(upload);
  await storeFiles(bucket, id, cover, upload);
  return cover;
}
