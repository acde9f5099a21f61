import { listProducts, type Product } from "../api-catalog.ts";
import { findStock, listLowStock, type Stock } from "../api-stock.ts";
import type { Page } from "../api.ts";
import { createPagedList } from "./paged-list.ts";
import { may } from "./session.ts";

const PAGE_SIZE = "50";

/** A product and how many there are; a product may be unknown to who is signed in, and have no stock yet. */
export interface StockRow {
  id: number;
  product: Product | null;
  available: number;
  lowAt: number | null;
  low: boolean;
}

export interface StockQuery {
  search: string;
  low: boolean;
}

/** The catalogue with its stock, or what is low. */
export function createStockList() {
  return createPagedList<StockQuery, StockRow>((query, cursor, signal) =>
    query.low ? readLow(cursor, signal) : readProducts(query.search, cursor, signal),
  );
}

async function readProducts(
  search: string,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<Page<StockRow>> {
  const query = { limit: PAGE_SIZE, ...(search ? { search } : { sort: "title" as const }) };
  const { items, nextCursor } = await listProducts({ ...query, ...(cursor && { cursor }) }, signal);
  const stock = await findStock(
    items.map(({ id }) => id),
    signal,
  );
  const stockOf = new Map(stock.map((one) => [one.productId, one]));
  return { items: items.map((product) => toRow(product.id, product, stockOf.get(product.id))), nextCursor };
}

async function readLow(cursor: string | undefined, signal: AbortSignal): Promise<Page<StockRow>> {
  const { items, nextCursor } = await listLowStock({ limit: PAGE_SIZE, ...(cursor && { cursor }) }, signal);
  const ids = items.map(({ productId }) => productId).join();
  const known = ids && may("catalog:read") ? (await listProducts({ ids }, signal)).items : [];
  const productOf = new Map(known.map((product) => [product.id, product]));
  return {
    items: items.map((one) => toRow(one.productId, productOf.get(one.productId), one)),
    nextCursor,
  };
}

function toRow(id: number, product: Product | undefined, stock: Stock | undefined): StockRow {
  const { available = 0, lowAt = null, low = false } = stock ?? {};
  return { id, product: product ?? null, available, lowAt, low };
}
