import { and, eq, getTableColumns, inArray, or, type SQL } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import { type SQLiteColumn, unionAll } from "drizzle-orm/sqlite-core";
import { products } from "../../schema/catalog/tables.ts";
import type { Database } from "../shared/database.ts";
import type { Page } from "../shared/lists.ts";
import { type FewProducts, limitIf, narrow, SCAN_LIMIT } from "./narrow-products.ts";
import { type Product, type ProductRow, toProduct } from "./product.ts";
import { boundsOf, type Conditions, conditionsOf, type ProductFilters } from "./product-filters.ts";
import { searchWords } from "./product-keys.ts";
import { cursorAfter, type Order, type ProductSort, readOrder } from "./product-order.ts";

type Row = ProductRow & { sortKey: string | number };

interface ListInput extends Omit<ProductFilters, "words"> {
  limit: number;
  cursor?: string | undefined;
  sort?: ProductSort | undefined;
  search?: string | undefined;
}

const columns = getTableColumns(products);
const KEY = { id: products.id };

/**
 * One page of products, newest first unless `sort` says otherwise. If a filter, or the search, leaves few products,
 * they are gathered and sorted. Else the page is looked for in the index of its order, among at most `SCAN_LIMIT`
 * products: then it may be short, even empty, before the last. Throws `invalid-parameter` for a foreign cursor.
 */
export async function listProducts(db: Database, input: ListInput): Promise<Page<Product>> {
  const { limit, cursor, sort = "-createdAt", search, ...given } = input;
  const words = search === undefined ? undefined : searchWords(search);
  if (words?.length === 0) return { items: [], nextCursor: null };
  const filters = { ...given, words };
  const order = readOrder(sort, boundsOf(filters), cursor);
  const isArchived = eq(products.archived, given.archived);
  // The filter that is about the order's key bounds its index, and needs nothing else.
  const { [order.key as keyof Conditions]: _, ...conditions } = conditionsOf(filters);
  const others = and(...Object.values<SQL>(conditions));
  const { gathers, areMany } = narrow(db, { isArchived, filters, conditions });
  const statements: [BatchItem<"sqlite">, ...BatchItem<"sqlite">[]] = others
    ? [
        walk(db, order, isArchived, KEY)
          .limit(limitIf(areMany, 1))
          .offset(SCAN_LIMIT - 1),
        lookFor(db, order, isArchived, limitIf(areMany, SCAN_LIMIT))
          .where(others)
          .limit(limit + 1),
        ...gathers.map(({ few, isAsked }) =>
          gather(db, order, few, and(isArchived, isAsked)).limit(limit + 1),
        ),
      ]
    : [walk(db, order, isArchived, columns).limit(limit + 1)];
  const results = (await db.batch(statements)) as Row[][];
  const [scannedTo] = others ? results.shift()! : [];
  const rows = results.flat(); // of one statement: the others' conditions exclude each other
  const last = rows.length > limit ? rows[limit - 1] : scannedTo;
  return {
    items: rows.slice(0, limit).map(toProduct),
    nextCursor: last ? cursorAfter(order, last) : null,
  };
}

/** Those of up to 100 products that there are, by id, archived ones too: D1 takes no more parameters. */
export async function findProducts(db: Database, ids: number[]): Promise<Page<Product>> {
  const rows = await db.select().from(products).where(inArray(products.id, ids)).orderBy(products.id);
  return { items: rows.map(toProduct), nextCursor: null };
}

/** The products after the cursor: two ranges merged, as SQLite doesn't seek by a row value that ends in the id. */
function walk(db: Database, order: Order, where: SQL | undefined, fields: Record<string, SQLiteColumn>) {
  const { ranges, by, sortKey } = order;
  const [first, second] = ranges.map((range) =>
    db
      .select({ ...fields, sortKey })
      .from(products)
      .where(and(where, range)),
  );
  return (second ? unionAll(first!, second) : first!).orderBy(...by);
}

/** Looks through the next products for those that are asked for. */
function lookFor(db: Database, order: Order, isArchived: SQL, limit: number) {
  // It is called as the table is, so that conditions on the table are on it.
  const scanned = walk(db, order, isArchived, columns).limit(limit).as("products");
  return db
    .select()
    .from(scanned)
    .orderBy(...order.by);
}

/** Those of a few products that are asked for, sorted. */
function gather(db: Database, { ranges, by, sortKey }: Order, few: FewProducts, isAsked: SQL | undefined) {
  return db
    .select({ ...columns, sortKey })
    .from(few)
    .crossJoin(products)
    .where(and(eq(products.id, few.productId), isAsked, or(...ranges)))
    .orderBy(...by);
}
