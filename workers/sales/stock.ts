import { and, eq, gt, sql } from "drizzle-orm";
import * as z from "zod";
import { audit, movements, stock } from "../../schema/sales/tables.ts";
import { type Actor, selectEntries } from "../shared/audit.ts";
import type { Database } from "../shared/database.ts";
import { refuseEdit } from "../shared/etag.ts";
import { decodeCursor, encodeCursor, type Page } from "../shared/lists.ts";
import { Problem } from "../shared/problem.ts";
import { isAmong } from "../shared/rows.ts";
import type { Neighbours } from "./neighbours.ts";

/** How many of a product there are, on the wire. */
export const Stock = z
  .object({
    productId: z.int(),
    available: z.int().min(0).describe("How many can be sold."),
    lowAt: z.int().nullable().describe("With so many or fewer it is low; null for never."),
    low: z.boolean(),
    version: z.int().describe("Grows with each movement and edit; its `ETag`."),
    updatedAt: z.iso.datetime().nullable().describe("Null as long as nothing was ever there."),
  })
  .meta({
    id: "Stock",
    examples: [
      {
        productId: 42,
        available: 3,
        lowAt: 5,
        low: true,
        version: 12,
        updatedAt: "2026-11-23T14:05:00.000Z",
      },
    ],
  });

export type Stock = z.infer<typeof Stock>;

/** What a caller sends to be told when a product runs low. */
export const StockChanges = z
  .strictObject({
    lowAt: z
      .int()
      .min(0)
      .max(1_000_000)
      .nullable()
      .describe("With so many or fewer it is low; null for never."),
  })
  .meta({ id: "StockChanges", examples: [{ lowAt: 5 }] });

type Row = typeof stock.$inferSelect;

const NOTHING = { available: 0, lowAt: null, version: 0, updatedAt: null };

export function toStock(row: Omit<Row, "updatedAt"> & { updatedAt: Date | null }): Stock {
  const { productId, available, lowAt, version, updatedAt } = row;
  const low = lowAt !== null && available <= lowAt;
  return { productId, available, lowAt, low, version, updatedAt: updatedAt?.toISOString() ?? null };
}

/** The stock of one product; of a product that never had any, 0. Throws `not-found` where there is no such product. */
export async function getStock(db: Database, neighbours: Neighbours, productId: number): Promise<Stock> {
  const [row] = await db.select().from(stock).where(eq(stock.productId, productId));
  if (row) return toStock(row);
  await requireProduct(neighbours, productId);
  return toStock({ productId, ...NOTHING });
}

/** Throws `not-found` if the catalogue has no such product. */
export async function requireProduct(neighbours: Neighbours, productId: number): Promise<void> {
  const [product] = await neighbours.findProducts([productId]);
  if (!product) throw new Problem("not-found", `There is no product ${productId}.`);
}

interface ListInput {
  limit: number;
  cursor?: string | undefined;
  low?: true | undefined;
}

/** One page of stock, by product id. */
export async function listStock(db: Database, { limit, cursor, low }: ListInput): Promise<Page<Stock>> {
  const [, after] = cursor === undefined ? [] : decodeCursor(cursor, z.tuple([z.literal("stock"), z.int()]));
  const isLow = low ? sql`low_at is not null and available <= low_at` : undefined;
  const isAfter = after === undefined ? undefined : gt(stock.productId, after);
  const rows = await db
    .select()
    .from(stock)
    .where(and(isLow, isAfter))
    .orderBy(stock.productId)
    .limit(limit + 1);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(toStock),
    nextCursor: last ? encodeCursor(["stock", last.productId]) : null,
  };
}

/** The stock of those of these products that ever had any, by id. */
export async function findStock(db: Database, ids: number[]): Promise<Page<Stock>> {
  const rows = await db.select().from(stock).where(isAmong(stock.productId, ids)).orderBy(stock.productId);
  return { items: rows.map(toStock), nextCursor: null };
}

/**
 * Sets from when on a product is low, if its stock is still at `version`. Throws `precondition-failed` with the stock as it
 * is now.
 */
export async function editStock(
  db: Database,
  { lowAt }: { lowAt: number | null },
  { productId, version, by }: { productId: number; version: number; by: Actor },
): Promise<Stock> {
  const isSame = and(eq(stock.productId, productId), eq(stock.version, version));
  const told = selectEntries({
    subject: "stock",
    subjectId: stock.productId,
    table: stock,
    where: isSame,
    action: "edited",
    by,
    changes: [{ field: "lowAt", from: stock.lowAt, to: sql`${lowAt}` }],
  });
  const [, , updated, [now]] = await db.batch([
    db.insert(stock).values({ productId }).onConflictDoNothing(),
    db.insert(audit).select(told),
    db
      .update(stock)
      .set({ lowAt, version: version + 1, updatedAt: new Date() })
      .where(isSame)
      .returning(),
    db.select().from(stock).where(eq(stock.productId, productId)),
  ]);
  if (updated[0]) return toStock(updated[0]);
  return refuseEdit(version, toStock(now!));
}

interface Opening {
  productId: number;
  quantity: number;
  /** When the product came, in ISO 8601. */
  at: string;
  by: { kind: string; id: number | null; name: string };
}

/** The stock that each new product begins with, once: told again, it changes nothing. */
export async function storeOpeningStock(db: Database, items: Opening[]): Promise<void> {
  const rows = items.map((item) => ({ ...item, at: Date.parse(item.at) }));
  await db
    .insert(movements)
    .select(
      sql`select null, r.value ->> 'productId', r.value ->> 'quantity', 'opening', null,
        coalesce(s.available, 0) + (r.value ->> 'quantity'), null,
        r.value ->> '$.by.kind', r.value ->> '$.by.id', r.value ->> '$.by.name', r.value ->> 'at'
        from json_each(${JSON.stringify(rows)}) r left join stock s on s.product_id = r.value ->> 'productId' where true`,
    )
    .onConflictDoNothing();
}
