import { and, asc, between, desc, gt, gte, lt, lte, type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { products } from "../../schema/catalog/tables.ts";
import { decodeCursor, encodeCursor } from "../shared/lists.ts";
import type { Bounds } from "./product-filters.ts";

/** What lists are sorted by. */
const KEYS = {
  title: { column: products.titleKey, shape: z.string() },
  price: { column: products.priceCents, shape: z.int() },
  year: { column: products.yearKey, shape: z.int() },
  createdAt: { column: products.createdAt, shape: z.int() },
} as const;

type Key = keyof typeof KEYS;

export type ProductSort = Key | `-${Key}`;

export const PRODUCT_SORTS = Object.keys(KEYS).flatMap((key) => [key, `-${key}`]) as ProductSort[];

/** An order of products: by a key and, where that is the same, by id. */
export interface Order {
  sort: ProductSort;
  /** What it is by: the name of the filter, too, if there is one. */
  key: Key;
  sortKey: SQL.Aliased<string | number>;
  /** For queries that select `sortKey` and `id`. */
  by: [SQL, SQL];
  /** What is in bounds and after the cursor: of two ranges, the rest of its ties, and what is beyond them. */
  ranges: [SQL | undefined] | [SQL | undefined, SQL | undefined];
}

/** Throws `invalid-parameter` for a cursor of another order. */
export function readOrder(sort: ProductSort, bounds: Bounds, cursor: string | undefined): Order {
  const key = sort.replace("-", "") as Key;
  const { column, shape } = KEYS[key];
  const isDown = sort.startsWith("-");
  const direction = isDown ? desc : asc;
  const sortKey = sql<string | number>`${column}`;
  const [low, high] = (key === "createdAt" ? undefined : bounds[key]) ?? [];
  const isWithin = low === undefined ? undefined : between(sortKey, low, high);
  const order = {
    sort,
    key,
    sortKey: sortKey.as("sort_key"),
    by: [direction(sql`sort_key`), direction(sql`id`)] satisfies [SQL, SQL],
  };
  if (cursor === undefined) return { ...order, ranges: [isWithin] };
  const [, at, id] = decodeCursor(cursor, z.tuple([z.literal(sort), shape, z.int()]));
  // One bound at each end: of two, SQLite might seek by the one that is further off.
  const far = isDown ? low : high;
  const near = isDown ? high : low;
  if (near !== undefined && (isDown ? at > near : at < near)) return { ...order, ranges: [isWithin] };
  const [isBeyond, isUpTo] = isDown ? [lt, gte] : [gt, lte];
  const ties = and(sql`${sortKey} = ${at}`, isBeyond(products.id, id), isWithin);
  return {
    ...order,
    ranges: [ties, and(isBeyond(sortKey, at), far === undefined ? undefined : isUpTo(sortKey, far))],
  };
}

/** The cursor after a row of an order. */
export function cursorAfter({ sort }: Order, row: { sortKey: string | number; id: number }): string {
  return encodeCursor([sort, row.sortKey, row.id]);
}
