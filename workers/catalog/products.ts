import { type SQL, sql } from "drizzle-orm";
import { products, productWords } from "../../schema/catalog/tables.ts";
import { type AuditEntry, listAudit } from "../shared/audit-entries.ts";
import type { Actor } from "../shared/audit.ts";
import { type Database, violatedConstraint } from "../shared/database.ts";
import { createOnce, type IdempotencyClaim } from "../shared/idempotency.ts";
import type { Page } from "../shared/lists.ts";
import { Problem } from "../shared/problem.ts";
import { rowReader } from "../shared/read-row.ts";
import { type NewProduct, type Product, toProduct } from "./product.ts";
import { createdChanges, SUBJECT, tellProduct } from "./product-audit.ts";
import { fieldWords, keyOf, keysOf } from "./product-keys.ts";

/**
 * Stores a product with the words it is found by, once per idempotency key; its opening stock waits to be handed over. Throws `conflict` if the SKU is taken.
 */
export async function createProduct(
  db: Database,
  input: NewProduct,
  by: Actor,
  claim?: IdempotencyClaim,
): Promise<Product> {
  const { stock, ...fields } = input;
  const openingStock = stock || null;
  // The transaction has the database to itself and ids only grow, so the newest id is this product's.
  const newId = sql`(select max(id) from products)`;
  const newRow = sql`${products.id} = ${newId}`;
  const row = await createOnce(db, claim, {
    table: products,
    newRow,
    statements: [
      db
        .insert(products)
        .values({ ...fields, ...keysOf(fields), titleKey: keyOf(fields.title), openingStock }),
      insertWords(db, fields, newId),
      tellProduct(db, { where: newRow, action: "created", by, changes: createdChanges() }),
    ],
  }).catch(refuseTakenSku);
  return toProduct(row);
}

const readProduct = rowReader(products, products.id);

/** Finds a product by id; archived ones too. Throws `not-found`. */
export async function getProduct(db: Database, id: number): Promise<Product> {
  const row = await readProduct(db, id);
  if (!row) throw noProduct(id);
  return toProduct(row);
}

/** One page of what was done to a product, newest first; also once it is deleted. Throws `not-found`. */
export async function listProductAudit(
  db: Database,
  id: number,
  page: { limit: number; cursor?: string | undefined },
): Promise<Page<AuditEntry>> {
  const entries = await listAudit(db, SUBJECT, id, page);
  if (entries.items.length === 0 && page.cursor === undefined) throw noProduct(id); // each was created
  return entries;
}

/** Adds the words of these fields to a product, if `guard` holds. */
export function insertWords(db: Database, fields: object, id: SQL | number, guard: SQL = sql`true`) {
  const words = sql`select value ->> 0, ${id}, value ->> 1 from json_each(${JSON.stringify(fieldWords({ ...fields }))})
    where ${guard}`;
  return db.insert(productWords).select(words);
}

export function refuseTakenSku(error: unknown): never {
  if (violatedConstraint(error) !== "products.sku") throw error;
  const detail = "Another product has this SKU; it may be an archived one.";
  throw new Problem("conflict", detail, { errors: [{ pointer: "/sku", code: "taken", detail }] });
}

export function noProduct(id: number): Problem {
  return new Problem("not-found", `There is no product ${id}.`);
}
