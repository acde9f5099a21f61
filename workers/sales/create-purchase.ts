import { sql } from "drizzle-orm";
import { purchaseItems, purchases } from "../../schema/sales/tables.ts";
import type { Database } from "../shared/database.ts";
import { type IdempotencyClaim, replay, writeOnce } from "../shared/idempotency.ts";
import { type InputError, Problem } from "../shared/problem.ts";
import { countPurchase } from "./counting.ts";
import { type Act, moveStock, tellEvent } from "./ledger.ts";
import type { Neighbours, Product } from "./neighbours.ts";
import { type NewPurchase, type Purchase, purchaseFields, type PurchaseRow, toPurchase } from "./purchase.ts";
import { tellPurchase } from "./purchase-audit.ts";
import { dayOf } from "./shop-day.ts";

interface Sale extends Act {
  neighbours: Neighbours;
  timeZone: string;
  claim: IdempotencyClaim | undefined;
}

/**
 * Stores a purchase, once per idempotency key: fulfilled, with the stock taken, if there are enough of each product;
 * otherwise as one that waits, with what it is short of. Throws `invalid-body` for a client or product that can't be sold
 * to or be sold, and `service-failed` where nobody can tell.
 */
export async function createPurchase(db: Database, input: NewPurchase, sale: Sale): Promise<Purchase> {
  const given = mergeItems(input.items);
  try {
    const [client, products] = await Promise.all([
      sale.neighbours.findClient(input.clientId),
      sale.neighbours.sellProducts(given.map(({ productId }) => productId)),
    ]);
    const known = new Map(products.map((product) => [product.id, product]));
    refuseUnknown(input, client, known);
    const lines = given.map((item) => toLine(item, known.get(item.productId)!));
    return await storePurchase(db, input, lines, sale);
  } catch (error) {
    // What could be sold when it was first asked for may be gone, and the answer is the first one.
    const replayed = await replay<PurchaseRow>(db, sale.claim, purchaseFields);
    if (replayed?.row) return toPurchase(replayed.row);
    throw error;
  }
}

interface Line extends Omit<Product, "active" | "archived"> {
  quantity: number;
}

async function storePurchase(
  db: Database,
  { clientId, channel }: NewPurchase,
  lines: Line[],
  sale: Sale,
): Promise<Purchase> {
  const { by, now, timeZone, claim } = sale;
  // The transaction has the database to itself and ids only grow, so the newest id is this purchase's.
  const newId = sql`(select max(id) from purchases)`;
  const given = sql`json_each(${JSON.stringify(lines)}) r`;
  const asked = sql`r.value ->> 'id' as id, r.value ->> 'quantity' as quantity from ${given}`;
  const isEnough = sql`not exists (select 1 from (select ${asked}) a left join stock s on s.product_id = a.id
    where coalesce(s.available, 0) < a.quantity)`;
  const totalCents = lines.reduce((sum, { priceCents, quantity }) => sum + priceCents * quantity, 0);
  // Two machines' clocks may differ, and the order of purchases is the order of time.
  const last = sql`(select max(created_at, ${now}) as at, max(day, ${dayOf(now, timeZone)}) as day
    from (select created_at, day from purchases union all select 0, '' order by created_at desc limit 1))`;
  const row = await writeOnce<PurchaseRow>(db, claim, {
    table: purchases,
    fields: purchaseFields,
    row: sql`${purchases.id} = ${newId}`,
    statements: [
      db.insert(purchases).select(
        sql`select null, ${clientId}, ${channel}, e.enough, iif(e.enough, l.at, null), null, null, ${totalCents}, 0, 'BRL',
          l.day, ${by.kind}, ${by.id}, ${by.name}, 1, l.at, l.at
          from (select ${isEnough} as enough) e, ${last} l`,
      ),
      db.insert(purchaseItems).select(
        sql`select p.id, r.value ->> 'id', r.key, r.value ->> 'title', r.value ->> 'sku', r.value ->> 'kind', r.value ->> 'priceCents',
          r.value ->> 'quantity', 0,
          iif(p.fulfilled, 0, max(0, (r.value ->> 'quantity') - coalesce(s.available, 0)))
          from ${given} join purchases p left join stock s on s.product_id = r.value ->> 'id' where p.id = ${newId}`,
      ),
      moveStock(db, newId, "sold", sql`-i.quantity`, sale),
      ...countPurchase(db, newId, 1),
      tellEvent(db, newId, sql`iif(fulfilled, 'purchase.fulfilled', 'purchase.unfulfilled')`, sale),
      tellPurchase(db, { where: sql`${purchases.id} = ${newId}`, action: "created", by }),
    ],
  });
  if (!row) throw new Error("the created purchase can't be read");
  return toPurchase(row);
}

/** Each product once, where it is named first, with all that is wanted of it. */
function mergeItems(items: NewPurchase["items"]): NewPurchase["items"] {
  const quantities = new Map<number, number>();
  for (const { productId, quantity } of items)
    quantities.set(productId, (quantities.get(productId) ?? 0) + quantity);
  return [...quantities].map(([productId, quantity]) => ({ productId, quantity }));
}

function toLine(
  { quantity }: NewPurchase["items"][number],
  { id, title, sku, kind, priceCents }: Product,
): Line {
  return { id, title, sku, kind, priceCents, quantity };
}

function refuseUnknown(
  { clientId, items, isSingle }: NewPurchase,
  client: { status: string } | undefined,
  products: Map<number, Product>,
): void {
  const errors: InputError[] = [];
  if (!client) {
    errors.push({ pointer: "/clientId", code: "not_found", detail: `There is no client ${clientId}.` });
  } else if (client.status !== "active") {
    errors.push({ pointer: "/clientId", code: "inactive", detail: `Client ${clientId} isn't active.` });
  }
  for (const [index, { productId }] of items.entries()) {
    const pointer = isSingle ? "/productId" : `/items/${index}/productId`;
    const product = products.get(productId);
    if (!product) errors.push({ pointer, code: "not_found", detail: `There is no product ${productId}.` });
    else if (!product.active || product.archived)
      errors.push({ pointer, code: "not_for_sale", detail: `${product.title} isn't for sale.` });
  }
  if (errors.length > 0)
    throw new Problem("invalid-body", errors.map(({ detail }) => detail).join(" "), { errors });
}
