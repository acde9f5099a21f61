import { env } from "cloudflare:test";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { findLongReads } from "../shared/test-rows-read.ts";
import { addProduct, api, db, move, once, shop } from "./test-sales.ts";

const FEW = 1_000;
const MANY = env.DB ? 200_000 : 50_000; // a million read the same, but take D1 a minute to store
const PRODUCTS = 2_000;
const CLIENTS = 5_000;

/** A purchase every 160 seconds, for a bit more than a year; one in 100 waits, one in 50 is cancelled. */
const FIRST_S = Date.parse("2023-11-14T00:00:00Z") / 1000;
const STEP_S = 160;

const made = (from: number, to: number) => sql`
  with recursive n(i) as (select ${from} union all select i + 1 from n where i < ${to}),
  p as (
    select i, (${FIRST_S} + i * ${STEP_S}) * 1000 as at, date(${FIRST_S} + i * ${STEP_S}, 'unixepoch') as day,
      i % 100 <> 0 as fulfilled, i % 50 = 7 as cancelled, 1 + i * 7919 % ${CLIENTS} as client,
      1 + i * 31 % ${PRODUCTS} as product, 1 + (i * 31 + 1 + i % 900) % ${PRODUCTS} as other
    from n)`;

/** Rows as purchases leave them, but for their sums, which no read adds up. */
async function grow(from: number, to: number) {
  const inserts = [
    sql`purchases select i, client, 'till', fulfilled, iif(fulfilled, at, null), iif(cancelled, at, null),
      iif(cancelled, 'why', null), 1000 + i % 10000 * 7, 0, 'BRL', day, 'person', 1, 'Dona Ivone Lara', 1, at, at from p`,
    sql`purchase_items select i, product, 0, 'Disco', null, 'record', 500, 1, 0, iif(fulfilled, 0, 1) from p
      union all select i, other, 1, 'Livro', null, 'book', 500, 1, 0, 0 from p`,
    sql`holdings select client, product, 'Disco', 1 from p where true on conflict do nothing`,
    sql`product_days select day, product, 'Disco', 'record', 1 + i % 13, 500 from p where true on conflict do nothing`,
    ...["any", "record", "book", "product"].map(
      (kind) =>
        sql`sales_days select distinct day, ${kind}, 900, 10, 20, 2000, 900000 from p where true on conflict do nothing`,
    ),
    sql`events select null, 'purchase.fulfilled', '{}', null, at, at, at, null from p`,
    sql`audit select null, 'purchase', i, 'created', 'person', 1, 'Dona Ivone Lara', '[]', at from p`,
    sql`movements select null, product, 1, 'received', null, 1, null, 'person', 1, 'Dona Ivone Lara', at from p where i % 5 = 0`,
  ];
  for (const insert of inserts) await db.run(sql`${made(from, to)} insert into ${insert}`);
  await db.run(sql`update stock set low_at = 1000000 where product_id % 3 = 0`);
}

/** A page's purchases with their items; what a page looks through; and a range of totals counted before. */
const PAGE = 220;
const SCAN = 4_200;
const RANGE = 5_800;

shop.clients.set(7, "active");

const lists = (filters: string, rows: number): [string, number][] =>
  ["", "&sort=createdAt"].map((sort) => [`/api/purchases?${filters}${sort}`, rows]);

const PATHS: [path: string, rows: number][] = [
  ["/api/purchases/500", 10],
  ["/api/purchases/500/audit", 10],
  ...lists("", PAGE),
  ...lists("limit=100", 820),
  ...lists("clientId=7", PAGE),
  ...lists("productId=32", PAGE),
  ...lists("clientId=7&productId=32", SCAN),
  ...lists("fulfilled=true", SCAN),
  ...lists("fulfilled=false", PAGE),
  ...lists("cancelled=true", PAGE),
  ...lists("cancelled=false", SCAN),
  ...lists("fulfilled=false&cancelled=true", SCAN),
  ...lists("productId=32&cancelled=true", SCAN),
  ...lists("clientId=7&fulfilled=false&cancelled=false&minTotalCents=2000", SCAN),
  ...lists("from=2023-11-14&to=2023-11-14", PAGE),
  ...lists("from=2023-11-14T10:00:00Z&to=2023-11-14T11:00:00Z&clientId=7", PAGE),
  ...lists("from=2023-11-14&cancelled=true", PAGE),
  ...lists("to=2023-11-14&productId=32", PAGE),
  ...lists("from=2035-01-01", PAGE),
  ...lists("to=2020-01-01", PAGE),
  ...lists("minTotalCents=2000&maxTotalCents=2007", SCAN),
  ...lists("minTotalCents=2000", RANGE),
  ...lists("maxTotalCents=900", SCAN),
  ...lists("minTotalCents=2000&cancelled=true", SCAN),
  ...lists("minTotalCents=2000&fulfilled=true&from=2023-11-14&to=2023-11-14", RANGE),
  ["/api/stock", PAGE],
  ["/api/stock?limit=100", 820],
  ["/api/stock?low=true", PAGE],
  ["/api/stock?ids=156,311,466", PAGE],
  ["/api/stock/156", 1],
  ["/api/stock/156/movements", PAGE],
  ["/api/stock/reconciliation", 11_000],
  ["/api/inventory", PAGE],
  ["/api/inventory?limit=100", 820],
  ["/api/inventory?productId=32", PAGE],
  ["/api/inventory?clientId=7&productId=32", PAGE],
  ["/api/clients/7/inventory", PAGE],
  ["/api/sales/summary?to=2023-12-13", 30 * 420],
  ["/api/sales/summary?from=2023-11-14&to=2024-11-13", 366 * 420],
];

it.each([
  [FEW, 1],
  [MANY, FEW + 1],
])(
  "reads a bounded number of rows among %i purchases",
  async (to, from) => {
    await grow(from, to);
    expect(await findLongReads(api, PATHS)).toEqual([]);
  },
  120_000,
);

it("and to write, too", async () => {
  const productId = addProduct();
  const items = [productId, addProduct({ kind: "book" }), addProduct({ kind: "product" })].map((id) => ({
    productId: id,
    quantity: 1,
  }));
  const rows: Record<string, number> = {};
  const write = async (name: string, path: string, json: object) => {
    const { status, headers, body } = await once(name, path, json);
    expect([name, status < 300]).toEqual([name, true]);
    rows[name] = Number(/rows_read=(\d+)/.exec(headers.get("server-timing") ?? "")?.[1]);
    return body;
  };
  await write("receive", `/api/stock/${productId}/movements`, { delta: 10, reason: "received" });
  for (const item of items) await move(item.productId, 10);
  const sold = await write("sell", "/api/purchases", { clientId: 7, items });
  await write("return", `/api/purchases/${sold.id}/returns`, { items: [{ productId, quantity: 1 }] });
  await write("cancel", `/api/purchases/${sold.id}/cancel`, { reason: "changed their mind" });
  const waiting = await write("wait", "/api/purchases", { clientId: 7, productId, quantity: 99_000 });
  await move(productId, 99_000);
  await write("fulfil", `/api/purchases/${waiting.id}/fulfil`, {});
  expect(Object.entries(rows).filter(([, read]) => !(read <= 150))).toEqual([]);
});
