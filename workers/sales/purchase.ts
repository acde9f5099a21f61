import { getTableColumns, type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { purchases } from "../../schema/sales/tables.ts";
import { line } from "../shared/fields.ts";

const MOST_ITEMS = 100;

export const productId = z.int().min(1).max(999_999_999_999_999);
export const quantity = z.int().min(1).max(100_000);

/** Items may name a product twice; they are taken together. */
export const items = z.array(z.strictObject({ productId, quantity })).min(1).max(MOST_ITEMS);

export const reason = line(200);

/** What a caller sends to sell: items, or one product and its quantity. */
export const NewPurchase = z
  .strictObject({
    clientId: productId.describe("Who buys; must be active."),
    items: items.optional().describe("What they buy; each must be for sale."),
    productId: productId.optional().describe("In place of `items`: the one product."),
    quantity: quantity.optional().describe("In place of `items`: how many of it."),
    channel: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,31}$/)
      .default("api")
      .describe("Where it was sold, such as `till` or `online`."),
  })
  .transform(({ clientId, channel, ...given }, context) => {
    const problem = (at: string, code: string, message: string) => {
      context.addIssue({ code: "custom", path: [at], message, params: { code } });
      return z.NEVER;
    };
    if (given.items) {
      const more = given.productId === undefined ? "quantity" : "productId";
      if (given[more] !== undefined) return problem(more, "ambiguous", "Give either items or one product.");
      return { clientId, channel, items: given.items, isSingle: false };
    }
    if (given.productId === undefined) return problem("items", "required", "This is required.");
    if (given.quantity === undefined) return problem("quantity", "required", "This is required.");
    const item = { productId: given.productId, quantity: given.quantity };
    return { clientId, channel, items: [item], isSingle: true };
  })
  .meta({
    id: "NewPurchase",
    examples: [{ clientId: 7, items: [{ productId: 42, quantity: 1 }], channel: "till" }],
  });

export type NewPurchase = z.output<typeof NewPurchase>;

export const PurchaseItem = z
  .object({
    productId: z.int(),
    title: z.string().describe("As it was called then."),
    sku: z.string().nullable(),
    kind: z.enum(["record", "book", "product"]),
    priceCents: z.int().describe("What one cost then."),
    quantity: z.int(),
    returned: z.int().describe("How many came back."),
    shortfall: z.int().describe("How many there were too few, until it is fulfilled."),
  })
  .meta({ id: "PurchaseItem" });

/** A purchase on the wire; times in ISO 8601. */
export const Purchase = z
  .object({
    id: z.int(),
    clientId: z.int(),
    channel: z.string(),
    items: z.array(PurchaseItem),
    totalCents: z.int().describe("Of all items, those that came back too."),
    returnedCents: z.int().describe("Of the items that came back."),
    currency: z.string(),
    fulfilled: z.boolean().describe("Whether the stock sufficed, at once or later; also of a cancelled one."),
    fulfilledAt: z.iso.datetime().nullable(),
    cancelled: z.boolean(),
    cancelledAt: z.iso.datetime().nullable(),
    cancelReason: z.string().nullable(),
    day: z.iso.date().describe("The shop's day it was made on."),
    by: z.object({ kind: z.enum(["person", "key", "setup"]), id: z.int().nullable(), name: z.string() }),
    version: z.int().describe("Grows with each change; its `ETag`."),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({
    id: "Purchase",
    examples: [
      {
        id: 1042,
        clientId: 7,
        channel: "till",
        items: [
          {
            productId: 42,
            title: "Sorriso Negro",
            sku: "LP-0042",
            kind: "record",
            priceCents: 18_990,
            quantity: 1,
            returned: 0,
            shortfall: 0,
          },
        ],
        totalCents: 18_990,
        returnedCents: 0,
        currency: "BRL",
        fulfilled: true,
        fulfilledAt: "2026-11-23T14:05:00.000Z",
        cancelled: false,
        cancelledAt: null,
        cancelReason: null,
        day: "2026-11-23",
        by: { kind: "person", id: 2, name: "Paulinho da Viola" },
        version: 1,
        createdAt: "2026-11-23T14:05:00.000Z",
        updatedAt: "2026-11-23T14:05:00.000Z",
      },
    ],
  });

export type Purchase = z.infer<typeof Purchase>;

// A text that isn't JSON to SQLite, so that it stays one within other JSON.
const itemsJson: SQL<string> = sql`(
  select '' || json_group_array(json_object('productId', product_id, 'title', title, 'sku', sku, 'kind', kind,
    'priceCents', price_cents, 'quantity', quantity, 'returned', returned, 'shortfall', shortfall))
  from (select * from purchase_items where purchase_id = purchases.id order by line))`;

/** What is read of a purchase. */
export const purchaseFields = { ...getTableColumns(purchases), items: itemsJson.as("items") };

export type PurchaseRow = typeof purchases.$inferSelect & { items: string };

export function toPurchase(row: PurchaseRow): Purchase {
  const { id, clientId, channel, totalCents, returnedCents, currency, day, version } = row;
  return {
    id,
    clientId,
    channel,
    items: JSON.parse(row.items) as Purchase["items"],
    totalCents,
    returnedCents,
    currency,
    fulfilled: row.fulfilled,
    fulfilledAt: row.fulfilledAt?.toISOString() ?? null,
    cancelled: row.cancelledAt !== null,
    cancelledAt: row.cancelledAt?.toISOString() ?? null,
    cancelReason: row.cancelReason,
    day,
    by: { kind: row.byKind, id: row.byId, name: row.byName },
    version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
