import { eq, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import * as z from "zod";
import { purchaseItems, purchases } from "../../schema/sales/tables.ts";
import type { FieldChange } from "../shared/audit.ts";
import { type Database, refusal, violatedConstraint } from "../shared/database.ts";
import { type IdempotencyClaim, writeOnce } from "../shared/idempotency.ts";
import { type InputError, Problem } from "../shared/problem.ts";
import { countPurchase, forgetEmptyHoldings } from "./counting.ts";
import { type Act, moveStock, tellEvent } from "./ledger.ts";
import { items, type Purchase, purchaseFields, type PurchaseRow, reason, toPurchase } from "./purchase.ts";
import { reasonChange, tellPurchase } from "./purchase-audit.ts";
import { getPurchase, noPurchase } from "./purchases.ts";

/** What a caller sends to cancel a purchase. */
export const Cancellation = z
  .strictObject({ reason: reason.describe("Why, for those who look at it later.") })
  .meta({ id: "Cancellation", examples: [{ reason: "Wrong edition" }] });

/** What a caller sends when items come back. */
export const Return = z
  .strictObject({ items: items.describe("What comes back."), reason: reason.optional() })
  .meta({
    id: "Return",
    examples: [{ items: [{ productId: 42, quantity: 1 }], reason: "A scratch on side B" }],
  });

type Return = z.output<typeof Return>;

export interface Change extends Act {
  claim: IdempotencyClaim | undefined;
}

/**
 * Cancels a purchase, which can be done once: what it took and didn't come back goes back to the stock. Throws `not-found`
 * and `conflict`.
 */
export async function cancelPurchase(db: Database, id: number, why: string, change: Change) {
  const { now } = change;
  return changePurchase(db, id, change, {
    action: "cancelled",
    changes: reasonChange(why),
    statements: [
      moveStock(db, id, "cancelled", sql`(i.quantity - i.returned)`, change),
      db
        .update(purchases)
        .set({ cancelledAt: new Date(now), cancelReason: why, ...changed(now) })
        .where(eq(purchases.id, id)),
    ],
  });
}

/** Takes the stock for a purchase that waited for it. Throws `not-found` and `conflict`, with what it is short of. */
export async function fulfilPurchase(db: Database, id: number, change: Change) {
  const { now } = change;
  return changePurchase(db, id, change, {
    action: "fulfilled",
    statements: [
      db
        .update(purchases)
        .set({ fulfilled: true, fulfilledAt: new Date(now), ...changed(now) })
        .where(eq(purchases.id, id)),
      db.update(purchaseItems).set({ shortfall: 0 }).where(eq(purchaseItems.purchaseId, id)),
      moveStock(db, id, "sold", sql`-i.quantity`, change),
    ],
  });
}

/** Takes back some items of a fulfilled purchase, into the stock. Throws `not-found`, `invalid-body` and `conflict`. */
export async function returnItems(db: Database, id: number, given: Return, change: Change) {
  const back = sql`(select r.value ->> 'productId' as product_id, sum(r.value ->> 'quantity') as quantity
    from json_each(${JSON.stringify(given.items)}) r group by 1)`;
  const ofItem = sql`(select b.quantity from ${back} b where b.product_id = purchase_items.product_id)`;
  const delta = sql`coalesce((select b.quantity from ${back} b where b.product_id = i.product_id), 0)`;
  const cents = sql`(select sum(i.price_cents * ${delta}) from purchase_items i where i.purchase_id = ${id})`;
  const isForeign = sql`not exists (select 1 from purchase_items i where i.purchase_id = ${id} and i.product_id = b.product_id)`;
  return changePurchase(db, id, change, {
    action: "returned",
    changes: [
      ...reasonChange(given.reason),
      ...given.items.map(({ productId, quantity }) => ({
        field: `item:${productId}`,
        from: sql`null`,
        to: quantity,
      })),
    ],
    statements: [
      // What was never in the purchase has no line: that fails, and nothing comes back.
      db
        .insert(purchaseItems)
        .select(
          sql`select ${id}, b.product_id, null, '', null, 'product', 0, b.quantity, 0, 0 from ${back} b where ${isForeign}`,
        ),
      db
        .update(purchaseItems)
        .set({ returned: sql`${purchaseItems.returned} + ${ofItem}` })
        .where(sql`purchase_id = ${id} and ${ofItem} is not null`),
      moveStock(db, id, "returned", delta, change),
      db
        .update(purchases)
        .set({ returnedCents: sql`${purchases.returnedCents} + ${cents}`, ...changed(change.now) })
        .where(eq(purchases.id, id)),
    ],
  });
}

interface How {
  action: "cancelled" | "fulfilled" | "returned";
  changes?: FieldChange[];
  statements: BatchItem<"sqlite">[];
}

/** Changes a purchase in one transaction, which its schema refuses if it can't be: then nothing happens. */
async function changePurchase(
  db: Database,
  id: number,
  { claim, ...act }: Change,
  { action, changes = [], statements }: How,
): Promise<Purchase> {
  const where = sql`${purchases.id} = ${id}`;
  const [uncount, ...uncountMore] = countPurchase(db, id, -1);
  try {
    const row = await writeOnce<PurchaseRow>(db, claim, {
      table: purchases,
      fields: purchaseFields,
      row: where,
      statements: [
        uncount,
        ...uncountMore,
        ...statements,
        ...countPurchase(db, id, 1),
        forgetEmptyHoldings(db, id),
        tellEvent(db, id, `purchase.${action}`, act),
        tellPurchase(db, { where, action, by: act.by, changes }),
      ],
    });
    if (!row) throw noPurchase(id);
    return toPurchase(row);
  } catch (error) {
    throw (await explain(db, id, error)) ?? error;
  }
}

const REFUSALS: Record<string, [code: string, detail: string]> = {
  cancelled: ["cancelled", "It is cancelled already."],
  not_waiting: ["not_waiting", "It doesn't wait for stock: it is fulfilled or cancelled."],
  not_fulfilled: ["not_fulfilled", "Nothing of it can come back: it isn't fulfilled, or it is cancelled."],
  purchase_items_returned: ["too_many", "More would come back than was bought and hasn't come back yet."],
};

/** What the schema's refusal of a change means to who asked for it. */
async function explain(db: Database, id: number, error: unknown): Promise<Problem | undefined> {
  if (violatedConstraint(error) === "purchase_items.line") {
    await getPurchase(db, id);
    const detail = `Purchase ${id} has none of some of these products.`;
    return new Problem("invalid-body", detail, {
      errors: [{ pointer: "/items", code: "not_found", detail }],
    });
  }
  const refused = refusal(error);
  if (refused === null) return undefined;
  if (refused === "stock_available") {
    return new Problem("conflict", "There are too few.", { errors: await findShort(db, id) });
  }
  const [code, detail] = REFUSALS[refused] ?? [refused, "What is stored doesn't allow it."];
  return new Problem("conflict", detail, { errors: [{ pointer: "", code, detail }] });
}

/** What there are too few of by now. */
async function findShort(db: Database, id: number): Promise<InputError[]> {
  const short = await db.all<{ line: number; title: string; quantity: number; available: number }>(
    sql`select i.line, i.title, i.quantity, coalesce(s.available, 0) as available
      from purchase_items i left join stock s on s.product_id = i.product_id
      where i.purchase_id = ${id} and coalesce(s.available, 0) < i.quantity order by i.line`,
  );
  return short.map(({ line, title, quantity, available }) => ({
    pointer: `/items/${line}`,
    code: "too_few",
    detail: `Of ${title} there are ${available}, and it takes ${quantity}.`,
  }));
}

function changed(now: number) {
  return { version: sql`version + 1`, updatedAt: new Date(now) };
}
