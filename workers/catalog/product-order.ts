import { and, asc, desc, type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { products } from "../../schema/catalog/tables.ts";
import { decodeCursor, encodeCursor } from "../shared/lists.ts";

/** What lists are sorted by, and the filter that is about the same. */
const KEYS = {
  title: { column: products.titleKey, filter: "title", shape: z.string() },
  price: { column: products.priceCents, filter: "price", shape: z.int() },
  year: { column: products.yearKey, filter: "year", shape: z.int() },
  createdAt: { column: products.createdAt, filter: null, shape: z.int() },
} as const;

type Key = keyof typeof KEYS;

export type ProductSort = Key | `-${Key}`;

export const PRODUCT_SORTS = Object.keys(KEYS).flatMap((key) => [key, `-${key}`]) as ProductSort[];

/** An order of products: by a key and, where that is the same, by id. */
export interface Order {
  sort: ProductSort;
  /** The filter that is about the key: it bounds the order's index. */
  filter: "title" | "price" | "year" | null;
  sortKey: SQL.Aliased<string | number>;
  /** For queries that select `sortKey` and `id`. */
  by: [SQL, SQL];
  /** What comes after the cursor: the rest of its ties, and all beyond them. */
  after: [SQL, SQL] | null;
}

/** Throws `invalid-parameter` for a cursor of another order. */
export function readOrder(sort: ProductSort, cursor: string | undefined): Order {
  const { column, filter, shape } = KEYS[sort.replace("-", "") as Key];
  const [direction, beyond] = sort.startsWith("-") ? [desc, sql`<`] : [asc, sql`>`];
  const order = {
    sort,
    filter,
    sortKey: sql<string | number>`${column}`.as("sort_key"),
    by: [direction(sql`sort_key`), direction(sql`id`)] satisfies [SQL, SQL],
  };
  if (cursor === undefined) return { ...order, after: null };
  const [, key, id] = decodeCursor(cursor, z.tuple([z.literal(sort), shape, z.int()]));
  const ties = and(sql`${column} = ${key}`, sql`${products.id} ${beyond} ${id}`)!;
  return { ...order, after: [ties, sql`${column} ${beyond} ${key}`] };
}

/** The cursor after a row of an order. */
export function cursorAfter({ sort }: Order, row: { sortKey: string | number; id: number }): string {
  return encodeCursor([sort, row.sortKey, row.id]);
}
