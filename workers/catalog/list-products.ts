import { and, eq, getTableColumns, or, type SQL } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import { type SQLiteColumn, unionAll } from "drizzle-orm/sqlite-core";
import { products } from "../../schema/catalog/tables.ts";
import type { Database } from "../shared/database.ts";
import type { Page } from "../shared/lists.ts";
import { type FewProducts, narrow, SCAN_LIMIT } from "./narrow-products.ts";
import { type Product, type ProductRow, toProduct } from "./product.ts";
import { conditionsOf, type ProductFilters } from "./product-filters.ts";
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
  const order = readOrder(sort, cursor);
  const conditions = conditionsOf(filters);
  const isArchived = eq(products.archived, given.archived);
  const range = and(isArchived, order.filter ? conditions[order.filter] : undefined)!;
  if (order.filter) delete conditions[order.filter]; // the order's index has it
  const others = and(...Object.values(conditions));
  const { gathers, areMany } = narrow(db, { isArchived, filters, conditions });

  const statements: [BatchItem<"sqlite">, ...BatchItem<"sqlite">[]] = others
    ? [
        walk(db, order, and(areMany, range), KEY)
          .limit(1)
          .offset(SCAN_LIMIT - 1),
        lookFor(db, order, range, and(areMany, others)).limit(limit + 1),
        ...gathers.map((few) => gather(db, order, few, and(range, others)).limit(limit + 1)),
      ]
    : [walk(db, order, range, columns).limit(limit + 1)];
  const results = (await db.batch(statements)) as Row[][];
  const [scannedTo] = others ? results.shift()! : [];
  const rows = results.flat(); // of one statement: the others' conditions exclude each other
  const last = rows.length > limit ? rows[limit - 1] : scannedTo;
  return {
    items: rows.slice(0, limit).map(toProduct),
    nextCursor: last ? cursorAfter(order, last) : null,
  };
}

/** The products of a range after the cursor: two ranges merged, as SQLite doesn't seek by a row value that ends in the id. */
function walk(db: Database, order: Order, range: SQL | undefined, fields: Record<string, SQLiteColumn>) {
  const { after, by, sortKey } = order;
  const select = (part?: SQL) =>
    db
      .select({ ...fields, sortKey })
      .from(products)
      .where(and(range, part));
  return (after ? unionAll(select(after[0]), select(after[1])) : select()).orderBy(...by);
}

/** Looks through the next products of a range for those that are asked for. */
function lookFor(db: Database, order: Order, range: SQL, isAsked: SQL | undefined) {
  // It is called as the table is, so that conditions on the table are on it.
  const scanned = walk(db, order, range, columns).limit(SCAN_LIMIT).as("products");
  return db
    .select()
    .from(scanned)
    .where(isAsked)
    .orderBy(...order.by);
}

/** Those of a few products that are asked for, sorted. */
function gather(db: Database, order: Order, few: FewProducts, isAsked: SQL | undefined) {
  const { after, by, sortKey } = order;
  return db
    .select({ ...columns, sortKey })
    .from(few)
    .crossJoin(products)
    .where(and(eq(products.id, few.productId), isAsked, after ? or(...after) : undefined))
    .orderBy(...by);
}
