import { type SQL, sql } from "drizzle-orm";
import { holdings, productDays, salesDays } from "../../schema/sales/tables.ts";
import type { Database } from "../shared/database.ts";

const PURCHASE = sql`purchases p join purchase_items i on i.purchase_id = p.id`;
const COUNTS = sql`(p.fulfilled and p.cancelled_at is null)`;
const KEPT = sql`(i.quantity - i.returned)`;

/**
 * The statements that add what a purchase counts for, as it is at that moment, to the figures of days and to what clients
 * hold; with -1 they take it away. A change of a purchase stands between the two, so that figures are always the sum over
 * what is. `p.id` in place of an id adds up all there are.
 */
export function countPurchase(db: Database, purchaseId: SQL | number, sign: 1 | -1) {
  const times = sql.raw(sign === 1 ? "" : "-");
  const isCounted = sql`p.id = ${purchaseId} and ${COUNTS}`;
  const figures = sql`${times}${COUNTS}, ${times}(p.fulfilled = 0 and p.cancelled_at is null),
    ${times}(p.cancelled_at is not null), ${times}sum(${KEPT} * ${COUNTS}),
    ${times}sum(${KEPT} * i.price_cents * ${COUNTS}) from ${PURCHASE} where p.id = ${purchaseId}`;
  return [
    db
      .insert(salesDays)
      .select(
        sql`select p.day, i.kind, ${figures} group by p.id, i.kind union all select p.day, 'any', ${figures} group by p.id`,
      )
      .onConflictDoUpdate({
        target: [salesDays.day, salesDays.kind],
        set: addedTo(salesDays, ["purchases", "unfulfilled", "cancelled", "units", "revenueCents"]),
      }),
    db
      .insert(productDays)
      .select(
        sql`select p.day, i.product_id, i.title, i.kind, ${times}${KEPT}, ${times}${KEPT} * i.price_cents
          from ${PURCHASE} where ${isCounted}`,
      )
      .onConflictDoUpdate({
        target: [productDays.day, productDays.productId],
        set: { ...addedTo(productDays, ["units", "revenueCents"]), title: sql`excluded.title` },
      }),
    db
      .insert(holdings)
      .select(
        sql`select p.client_id, i.product_id, i.title, ${times}${KEPT} from ${PURCHASE} where ${isCounted}`,
      )
      .onConflictDoUpdate({
        target: [holdings.clientId, holdings.productId],
        set: { ...addedTo(holdings, ["quantity"]), title: sql`excluded.title` },
      }),
  ] as const;
}

/** Forgets what a client of the purchase doesn't hold any more. */
export function forgetEmptyHoldings(db: Database, purchaseId: number) {
  return db.delete(holdings).where(
    sql`${holdings.quantity} = 0 and (${holdings.clientId}, ${holdings.productId}) in (
      select p.client_id, i.product_id from ${PURCHASE} where p.id = ${purchaseId})`,
  );
}

function addedTo<T extends Record<Name, { name: string }>, Name extends string>(table: T, names: Name[]) {
  return Object.fromEntries(
    names.map((name) => [name, sql`${table[name]} + excluded.${sql.identifier(table[name].name)}`]),
  );
}
