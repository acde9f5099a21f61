import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { actor, auditTable, id, idempotencyKeysTable, timestamp, timestamps, version } from "../columns.ts";

const KINDS = ["record", "book", "product"] as const;

/** How many of each product there are: the sum of its movements, kept by a trigger of theirs. */
export const stock = sqliteTable(
  "stock",
  {
    productId: integer("product_id").primaryKey(),
    available: integer("available").notNull().default(0),
    /** With so many or fewer it is low; null where nobody asked to be told. */
    lowAt: integer("low_at"),
    /** Counts movements and edits; what has no row is at 0. */
    version: integer("version").notNull().default(0),
    updatedAt: timestamps().updatedAt,
  },
  (table) => [
    index("stock_low")
      .on(table.productId)
      .where(sql`low_at is not null and available <= low_at`),
    check("stock_available", sql`${table.available} >= 0`),
    check("stock_low_at", sql`${table.lowAt} >= 0`),
  ],
);

/** The stock ledger. Triggers refuse to change or delete a movement, and keep `stock` in step. */
export const movements = sqliteTable(
  "movements",
  {
    id: id(),
    productId: integer("product_id").notNull(),
    delta: integer("delta").notNull(),
    reason: text("reason", {
      enum: ["opening", "received", "sold", "cancelled", "returned", "lost", "corrected"],
    }).notNull(),
    note: text("note"),
    /** How many there were afterwards. */
    available: integer("available").notNull(),
    purchaseId: integer("purchase_id"),
    ...actor(),
    createdAt: timestamps().createdAt,
  },
  (table) => [
    index("movements_by_product").on(table.productId, table.id, table.delta),
    // Opening stock is told again until it is known to have arrived.
    uniqueIndex("movements_opening")
      .on(table.productId)
      .where(sql`reason = 'opening'`),
    check(
      "movements_delta",
      sql`case when ${table.reason} in ('sold', 'lost') then ${table.delta} < 0
        when ${table.reason} = 'corrected' then ${table.delta} <> 0
        else ${table.delta} > 0 end`,
    ),
    check(
      "movements_purchase",
      sql`(${table.purchaseId} is not null) = (${table.reason} in ('sold', 'cancelled', 'returned'))`,
    ),
  ],
);

/**
 * What clients bought, or wanted to. `created_at` and `day` never go back, so that the order of ids is the order of time, and
 * one index serves both. There is nothing personal in here but who sold.
 */
export const purchases = sqliteTable(
  "purchases",
  {
    id: id(),
    clientId: integer("client_id").notNull(),
    /** Where it was sold: `till`, `online`. */
    channel: text("channel").notNull(),
    /** Whether the stock sufficed, at once or later. */
    fulfilled: integer("fulfilled", { mode: "boolean" }).notNull(),
    fulfilledAt: timestamp("fulfilled_at"),
    cancelledAt: timestamp("cancelled_at"),
    cancelReason: text("cancel_reason"),
    /** Of all items, those that came back too. */
    totalCents: integer("total_cents").notNull(),
    /** Of the items that came back. */
    returnedCents: integer("returned_cents").notNull().default(0),
    currency: text("currency", { enum: ["BRL"] })
      .notNull()
      .default("BRL"),
    /** The shop's day it was made on: `2026-11-23`. */
    day: text("day").notNull(),
    ...actor(),
    version: version(),
    ...timestamps(),
  },
  (table) => [
    index("purchases_by_client").on(table.clientId, table.id),
    index("purchases_by_creation").on(table.createdAt, table.id),
    index("purchases_by_total").on(table.totalCents, table.id),
    index("purchases_unfulfilled")
      .on(table.id)
      .where(sql`fulfilled = 0`),
    index("purchases_cancelled")
      .on(table.id)
      .where(sql`cancelled_at is not null`),
    check("purchases_fulfilled", sql`${table.fulfilled} = (${table.fulfilledAt} is not null)`),
    check("purchases_cancelled", sql`(${table.cancelledAt} is null) = (${table.cancelReason} is null)`),
    check("purchases_total", sql`${table.returnedCents} between 0 and ${table.totalCents}`),
  ],
);

/** The products of a purchase, as they were called and what they cost then. Its migration makes it `without rowid`. */
export const purchaseItems = sqliteTable(
  "purchase_items",
  {
    purchaseId: integer("purchase_id")
      .notNull()
      .references(() => purchases.id),
    productId: integer("product_id").notNull(),
    /** Its place among the items, from 0. */
    line: integer("line").notNull(),
    title: text("title").notNull(),
    sku: text("sku"),
    kind: text("kind", { enum: KINDS }).notNull(),
    priceCents: integer("price_cents").notNull(),
    quantity: integer("quantity").notNull(),
    /** How many came back. */
    returned: integer("returned").notNull().default(0),
    /** How many there were too few; 0 once it is fulfilled. */
    shortfall: integer("shortfall").notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.purchaseId, table.productId] }),
    index("purchase_items_by_product").on(table.productId, table.purchaseId),
    check("purchase_items_quantity", sql`${table.quantity} > 0`),
    check("purchase_items_price", sql`${table.priceCents} >= 0`),
    check("purchase_items_returned", sql`${table.returned} between 0 and ${table.quantity}`),
    check("purchase_items_shortfall", sql`${table.shortfall} between 0 and ${table.quantity}`),
  ],
);

/** Which client holds how many of which product, net of what was cancelled or came back. Without rowid. */
export const holdings = sqliteTable(
  "holdings",
  {
    clientId: integer("client_id").notNull(),
    productId: integer("product_id").notNull(),
    /** As it was called when it was last bought. */
    title: text("title").notNull(),
    quantity: integer("quantity").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.productId] }),
    index("holdings_by_product").on(table.productId, table.clientId),
  ],
);

/** What was sold on each of the shop's days, of each kind and of `any`, as it stands by now. Without rowid. */
export const salesDays = sqliteTable(
  "sales_days",
  {
    day: text("day").notNull(),
    kind: text("kind", { enum: [...KINDS, "any"] }).notNull(),
    /** Those that are fulfilled and not cancelled. */
    purchases: integer("purchases").notNull(),
    /** Those that wait for stock. */
    unfulfilled: integer("unfulfilled").notNull(),
    cancelled: integer("cancelled").notNull(),
    units: integer("units").notNull(),
    revenueCents: integer("revenue_cents").notNull(),
  },
  (table) => [primaryKey({ columns: [table.day, table.kind] })],
);

/** How many of each product were sold on each of the shop's days. Without rowid. */
export const productDays = sqliteTable(
  "product_days",
  {
    day: text("day").notNull(),
    productId: integer("product_id").notNull(),
    title: text("title").notNull(),
    kind: text("kind", { enum: KINDS }).notNull(),
    units: integer("units").notNull(),
    revenueCents: integer("revenue_cents").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.day, table.productId] }),
    index("product_days_by_units").on(table.day, sql`units desc`, table.productId),
  ],
);

/** What others can be told of. */
export const EVENT_TYPES = [
  "purchase.fulfilled",
  "purchase.unfulfilled",
  "purchase.cancelled",
  "purchase.returned",
  "stock.low",
  "alert.fired",
  "alert.resolved",
] as const;

/**
 * What happened that others want to know, written in the transaction in which it happened. It is handed to the queue until
 * its consumer says that it has it; from then on it is in the feed.
 */
export const events = sqliteTable(
  "events",
  {
    id: id(),
    type: text("type", { enum: EVENT_TYPES }).notNull(),
    /** The purchase, the stock or the alert as it was then, on the wire. */
    data: text("data", { mode: "json" }).$type<object>().notNull(),
    /** Of the request that did it; null for what isn't known to be one's. */
    requestId: text("request_id"),
    createdAt: timestamps().createdAt,
    /** Since when its consumer has it. */
    consumedAt: timestamp("consumed_at"),
    /** When it is to be handed to the queue, again if need be, unless it is consumed by then. */
    sendAt: integer("send_at").notNull().default(0),
    /** What another service knows it by, which may tell it twice; null for what happened here. */
    key: text("key"),
  },
  (table) => [
    index("events_to_send")
      .on(table.sendAt, table.id)
      .where(sql`consumed_at is null`),
    index("events_feed")
      .on(table.id)
      .where(sql`consumed_at is not null`),
    index("events_feed_by_type")
      .on(table.type, table.id)
      .where(sql`consumed_at is not null`),
    uniqueIndex("events_key_unique")
      .on(table.key)
      .where(sql`key is not null`),
  ],
);

/** Who is told of events, and where. */
export const webhooks = sqliteTable("webhooks", {
  id: id(),
  url: text("url").notNull(),
  /** The types of events that it wants. */
  types: text("types", { mode: "json" }).$type<(typeof EVENT_TYPES)[number][]>().notNull(),
  description: text("description"),
  active: integer("active", { mode: "boolean" }).notNull().default(true),
  /** When its receiver said that it is gone (410), which made it inactive. */
  goneAt: timestamp("gone_at"),
  /** What signs, `whsec_…`, or that encrypted: `sealed:…`. */
  secret: text("secret").notNull(),
  /** What signed before, and does so too until then. */
  oldSecret: text("old_secret"),
  oldSecretUntil: timestamp("old_secret_until"),
  version: version(),
  ...timestamps(),
});

/** An event on its way to a webhook, or arrived there, or given up. Once a webhook is deleted, they go by age. */
export const deliveries = sqliteTable(
  "deliveries",
  {
    id: id(),
    webhookId: integer("webhook_id").notNull(),
    /** Null for a test. */
    eventId: integer("event_id"),
    status: text("status", { enum: ["waiting", "delivered", "dead"] })
      .notNull()
      .default("waiting"),
    /** How often it was sent. */
    attempts: integer("attempts").notNull().default(0),
    /** How often in a row it failed, since it was last asked for. */
    failures: integer("failures").notNull().default(0),
    /** When it may be sent; while somebody sends it, when others may. */
    nextAttemptAt: integer("next_attempt_at").notNull(),
    /** When the cron is to hand it to the queue, in case the queue lost it. */
    wakeAt: integer("wake_at").notNull(),
    lastAttemptAt: timestamp("last_attempt_at"),
    lastDurationMs: integer("last_duration_ms"),
    /** The last answer's status. */
    lastStatus: integer("last_status"),
    /** Why the last attempt failed; null where it went well. */
    lastError: text("last_error"),
    /** The beginning of the last answer's body. */
    lastAnswer: text("last_answer"),
    createdAt: timestamps().createdAt,
  },
  (table) => [
    uniqueIndex("deliveries_once").on(table.webhookId, table.eventId),
    index("deliveries_by_webhook").on(table.webhookId, table.id),
    index("deliveries_by_status").on(table.webhookId, table.status, table.id),
    index("deliveries_to_wake")
      .on(table.wakeAt, table.id)
      .where(sql`status = 'waiting'`),
  ],
);

export const audit = auditTable();

export const idempotencyKeys = idempotencyKeysTable();
