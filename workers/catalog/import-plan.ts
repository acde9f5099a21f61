import { inArray, sql } from "drizzle-orm";
import { products } from "../../schema/catalog/tables.ts";
import type { Database } from "../shared/database.ts";
import { fail, failAsDuplicate, type FailStep, type Step as AnyStep } from "../shared/import-steps.ts";
import { KnownProducts, type ProductValues, type StoredProduct } from "./import-known.ts";
import type { GivenProduct, ProductRecord } from "./import-records.ts";
import { type Kind, kindsWith } from "./product-fields.ts";

/** So that the list of their keys stays far below the 2 MB that D1 takes for one parameter. */
const RECORDS_PER_READ = 2500;

/** No more products are read of one ISBN or EAN: nobody can tell which of so many is meant. */
const PRODUCTS_PER_CODE = 20;

/** What becomes of a record. */
type Step = AnyStep<GivenProduct, WriteStep>;

/** A step that writes. */
export type WriteStep = CreateStep | UpdateStep;

export interface CreateStep {
  action: "create";
  record: ProductRecord;
  product: ProductValues;
  stock: number | null;
}

export interface UpdateStep {
  action: "update";
  record: ProductRecord;
  stored: StoredProduct;
  /** The fields that become something else. */
  changes: Partial<ProductValues>;
}

/**
 * Says for each record what importing it does, writing nothing. Each one finds the products as the records before it
 * leave them. `taken` are products that other lines were about: id and line.
 */
export async function planImport(
  db: Database,
  records: ProductRecord[],
  taken: ReadonlyMap<number, number>,
): Promise<Step[]> {
  const known = new KnownProducts(PRODUCTS_PER_CODE);
  const valid = records.filter(({ errors }) => errors.length === 0);
  for (let start = 0; start < valid.length; start += RECORDS_PER_READ) {
    const stored = await readCandidates(db, valid.slice(start, start + RECORDS_PER_READ));
    for (const product of stored) known.read(product, taken.get(product.id) ?? null);
  }
  return records.map((record) => planRecord(record, known));
}

function planRecord(record: ProductRecord, known: KnownProducts): Step {
  const { line, given, errors } = record;
  if (errors.length > 0) return { action: "fail", record, errors };
  const found = known.find(given);
  if (found === "ambiguous") {
    const pointer = given.isbn === null ? "/ean" : "/isbn";
    return fail(record, pointer, "ambiguous", "Several products have this number: give the SKU.");
  }
  if (!found) return planNew(record, known);
  const { stored } = found;
  if (found.line !== null || !stored) return failAsDuplicate(record, "product", found.line ?? line);
  if (stored.archived) {
    return fail(record, "/sku", "archived", "The product with this SKU is archived: bring it back first.");
  }
  const misfit = findMisfit(record, stored.kind);
  if (misfit) return misfit;
  const changes = changesOf(stored, given);
  known.change(found, { ...stored, ...changes }, line);
  if (Object.keys(changes).length === 0) return { action: "skip", record, id: stored.id };
  return { action: "update", record, stored, changes };
}

function planNew(record: ProductRecord, known: KnownProducts): Step {
  const { kind, title, priceCents, active, stock, ...others } = record.given;
  if (kind === null) return fail(record, "/kind", "required", "A new product needs a kind.");
  if (title === null) return fail(record, "/title", "required", "A new product needs a title.");
  if (priceCents === null) return fail(record, "/priceCents", "required", "A new product needs a price.");
  if (kind === "record" && others.artist === null) {
    return fail(record, "/artist", "required", "A new record needs an artist.");
  }
  if (kind === "book" && others.author === null) {
    return fail(record, "/author", "required", "A new book needs an author.");
  }
  const misfit = findMisfit(record, kind);
  if (misfit) return misfit;
  const product = { ...others, kind, title, priceCents, active: active ?? true };
  known.create(product, record.line);
  return { action: "create", record, product, stock };
}

/** Leaves out what says of a product that it is of another kind. */
function findMisfit(record: ProductRecord, kind: Kind): FailStep<GivenProduct> | null {
  const { kind: wanted, stock: _, ...given } = record.given;
  if (wanted !== null && wanted !== kind) {
    return fail(record, "/kind", "fixed", `It is a ${kind}: what a product is can't be changed.`);
  }
  const misfits = Object.entries(given)
    .filter(([field, value]) => value !== null && !kindsWith([field]).includes(kind))
    .map(([field]) => ({ pointer: `/${field}`, code: "unknown", detail: `A ${kind} has no such field.` }));
  return misfits.length > 0 ? { action: "fail", record, errors: misfits } : null;
}

/** What a record changes of a stored product: never its stock, of which the ledger knows more. */
function changesOf(stored: StoredProduct, { stock: _, ...given }: GivenProduct): Partial<ProductValues> {
  const entries = Object.entries(given) as [keyof typeof given, (typeof given)[keyof typeof given]][];
  return Object.fromEntries(
    entries.filter(([field, value]) => value !== null && value !== stored[field]),
  ) as Partial<ProductValues>;
}

/** The products with the SKUs or, for those without, the ISBNs or EANs of some records, in one read. */
async function readCandidates(db: Database, records: ProductRecord[]): Promise<StoredProduct[]> {
  const skus = JSON.stringify(records.flatMap(({ given }) => given.sku ?? []));
  const codes = JSON.stringify(
    records.flatMap(({ given: { isbn, ean } }) => [
      ...(isbn === null ? [] : [["isbn", isbn]]),
      ...(ean === null ? [] : [["ean", ean]]),
    ]),
  );
  const { id, version, archived, kind, title, sku, ean, priceCents, active, genre, year } = products;
  const { artist, label, format, author, isbn, publisher, pages, brand, description } = products;
  const common = { id, version, archived, kind, title, sku, ean, priceCents, active, genre, year };
  const own = { artist, label, format, author, isbn, publisher, pages, brand, description };
  return db
    .select({ ...common, ...own })
    .from(products)
    .where(
      inArray(
        id,
        sql`(select p.id from json_each(${skus}) k join products p on p.sku = k.value
          union select p.id from json_each(${codes}) k join products p on p.id in
            (select product_id from product_words w where w.word = k.value ->> 1 and w.field = k.value ->> 0
              limit ${PRODUCTS_PER_CODE}))`,
      ),
    );
}
