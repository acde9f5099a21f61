import { and, asc, desc, eq, gte, inArray, lte, type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { purchases } from "../../schema/sales/tables.ts";
import type { Database } from "../shared/database.ts";
import { decodeCursor, encodeCursor, type Page } from "../shared/lists.ts";
import type { Period } from "./period.ts";
import { type Purchase, purchaseFields, type PurchaseRow, toPurchase } from "./purchase.ts";

/** How many purchases a page looks through for those that are asked for. */
const SCAN_LIMIT = 1000;

/** What no id is beyond. */
const BEYOND = 2 ** 53;

export const PURCHASE_SORTS = ["-createdAt", "createdAt"] as const;

interface ListInput {
  limit: number;
  cursor?: string | undefined;
  sort?: (typeof PURCHASE_SORTS)[number] | undefined;
  clientId?: number | undefined;
  productId?: number | undefined;
  fulfilled?: boolean | undefined;
  cancelled?: boolean | undefined;
  minTotalCents?: number | undefined;
  maxTotalCents?: number | undefined;
  period: Period;
}

/**
 * One page of purchases, newest first unless `sort` says otherwise: found in the index of one filter, and narrowed by the
 * others among at most `SCAN_LIMIT` purchases, so that it may be short, even empty, before the last. Throws
 * `invalid-parameter` for a foreign cursor.
 */
export async function listPurchases(db: Database, input: ListInput): Promise<Page<Purchase>> {
  const { limit, cursor, sort = "-createdAt", period } = input;
  const last =
    cursor === undefined ? undefined : decodeCursor(cursor, z.tuple([z.literal(sort), z.int()]))[1];
  const direction = sql.raw(sort === "createdAt" ? "asc" : "desc");
  const { table, id, where, conditions } = startFrom(input);
  // The order of ids is the order of time, so a period is a range of ids.
  const within = and(
    last === undefined ? undefined : sort === "createdAt" ? sql`${id} > ${last}` : sql`${id} < ${last}`,
    period.from === undefined ? undefined : sql`${id} >= ${firstSince(period.from)}`,
    period.to === undefined ? undefined : sql`${id} < ${firstSince(period.to)}`,
  );
  const others = and(...conditions);
  const scan = (count: SQL | number) =>
    sql`select ${id} as id from ${table} where ${and(where, within) ?? sql`true`} order by ${id} ${direction} limit ${count}`;
  const total = where ? undefined : totalCondition(input);
  const candidates = total
    ? sql`select id from (select id from purchases indexed by purchases_by_total where ${and(total, within)}
        limit ${ifFew(total, SCAN_LIMIT, 0)}) union all select id from (${scan(ifFew(total, 0, SCAN_LIMIT))})`
    : scan(others ? SCAN_LIMIT : limit + 1);
  const afterScan = total ? ifFew(total, 0, 1) : others ? 1 : 0;
  const [rows, scannedTo] = await db.batch([
    db
      .select(purchaseFields)
      .from(purchases)
      .where(and(inArray(purchases.id, sql`(${candidates})`), others))
      .orderBy(sort === "createdAt" ? asc(purchases.id) : desc(purchases.id))
      .limit(limit + 1),
    db
      .select({ id: purchases.id })
      .from(purchases)
      .where(eq(purchases.id, sql`(${scan(afterScan)} offset ${SCAN_LIMIT - 1})`)),
  ]);
  const next = rows.length > limit ? rows[limit - 1] : scannedTo[0];
  return {
    items: rows.slice(0, limit).map((row) => toPurchase(row as PurchaseRow)),
    nextCursor: next ? encodeCursor([sort, next.id]) : null,
  };
}

/** The first purchase at or after a moment, or beyond all. */
function firstSince(time: number): SQL {
  return sql`coalesce((select id from purchases where created_at >= ${time} order by created_at, id limit 1), ${BEYOND})`;
}

/** One limit if a range of totals leaves few enough to gather them all, else another. */
function ifFew(total: SQL, few: number, many: number): SQL {
  const counted = sql`select 1 from purchases indexed by purchases_by_total where ${total} limit ${SCAN_LIMIT + 1}`;
  return sql`(select iif(count(*) > ${SCAN_LIMIT}, ${many}, ${few}) from (${counted}))`;
}

function totalCondition({ minTotalCents, maxTotalCents }: ListInput): SQL | undefined {
  return and(
    minTotalCents === undefined ? undefined : gte(purchases.totalCents, minTotalCents),
    maxTotalCents === undefined ? undefined : lte(purchases.totalCents, maxTotalCents),
  );
}

/** Where to look: in the index of the filter that leaves the fewest as a rule; the other filters are conditions. */
function startFrom(input: ListInput) {
  const { clientId, productId, fulfilled, cancelled } = input;
  const table = sql`purchases`;
  const id = sql`id`;
  const ofClient = clientId === undefined ? undefined : sql`client_id = ${clientId}`;
  const ofProduct = sql`exists (select 1 from purchase_items i where i.purchase_id = ${purchases.id} and i.product_id = ${productId})`;
  const isCancelled =
    cancelled === undefined ? undefined : sql`cancelled_at is ${sql.raw(cancelled ? "not" : "")} null`;
  const isFulfilled =
    fulfilled === undefined ? undefined : sql`fulfilled = ${sql.raw(fulfilled ? "1" : "0")}`;
  const total = totalCondition(input);
  if (ofClient) {
    const product = productId === undefined ? undefined : ofProduct;
    return { table, id, where: ofClient, conditions: [product, isCancelled, isFulfilled, total] };
  }
  if (productId !== undefined) {
    const conditions = [isCancelled, isFulfilled, total];
    return {
      table: sql`purchase_items`,
      id: sql`purchase_id`,
      where: sql`product_id = ${productId}`,
      conditions,
    };
  }
  if (cancelled === true) return { table, id, where: isCancelled, conditions: [isFulfilled, total] };
  if (fulfilled === false) return { table, id, where: isFulfilled, conditions: [isCancelled, total] };
  return { table, id, where: undefined, conditions: [isCancelled, isFulfilled, total] };
}
