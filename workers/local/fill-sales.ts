import { eq, isNotNull, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import { products } from "../../schema/catalog/tables.ts";
import {
  audit,
  events,
  holdings,
  movements,
  purchaseItems,
  purchases,
  stock,
} from "../../schema/sales/tables.ts";
import { countPurchase } from "../sales/counting.ts";
import { eventData } from "../sales/ledger.ts";
import { selectEntries, SETUP } from "../shared/audit.ts";
import { type Database, openDatabase } from "../shared/database.ts";
import { isAmong, selectRows } from "../shared/rows.ts";
import { demoClients } from "./demo-clients.ts";
import { demoProducts } from "./demo-products.ts";
import { demoSales } from "./demo-sales.ts";
import { openWorker } from "./open-worker.ts";
import { startSpending } from "../shared/timing.ts";

const FEED_LENGTH = 100;

/** D1 takes parameters of up to 2 MB. */
const ROWS_PER_STATEMENT = 2500;

type DemoSales = ReturnType<typeof demoSales>;

/** Fills an empty shop with half a year of sales, of the products and clients that are there by now. */
export async function fillSales(state: string): Promise<void> {
  const { env, dispose } = await openWorker<{ DB: D1Database; TIME_ZONE: string }>("sales", state);
  const db = openDatabase(env, startSpending());
  const [taken] = await db.select({ id: movements.id }).from(movements).limit(1);
  if (!taken) {
    const now = new Date();
    const shop = { products: demoProducts(now), clients: demoClients(now) };
    const sales = demoSales(now, shop, env.TIME_ZONE);
    await storeSales(db, sales);
    await keepSold(state, sales);
  }
  await dispose();
}

/** In one transaction; what follows from purchases is counted by the statements that count any purchase. */
async function storeSales(db: Database, sales: DemoSales): Promise<void> {
  const at = sql`json_each(${JSON.stringify(sales.low)}) r`;
  const [first, ...rest] = storeRows(db, purchases, sales.purchases);
  await db.batch([
    first!,
    ...rest,
    ...storeRows(db, purchaseItems, sales.items),
    ...storeRows(db, movements, sales.movements),
    ...storeRows(db, audit, sales.audit),
    ...countPurchase(db, sql`p.id`, 1), // each of them
    db.delete(holdings).where(eq(holdings.quantity, 0)),
    db.update(stock).set({
      lowAt: sql`(select r.value ->> 'lowAt' from ${at} where r.value ->> 'productId' = ${stock.productId})`,
    }),
    db.insert(audit).select(
      selectEntries({
        subject: "stock",
        subjectId: stock.productId,
        table: stock,
        where: isNotNull(stock.lowAt),
        action: "edited",
        by: SETUP,
        changes: [{ field: "lowAt", from: sql`null`, to: stock.lowAt }],
      }),
    ),
    storeFeed(db),
  ]);
}

/** What happened lately, as if its consumer had told it then. */
function storeFeed(db: Database) {
  const type = sql`case a.action when 'created'
    then iif(p.fulfilled_at = p.created_at, 'purchase.fulfilled', 'purchase.unfulfilled')
    else 'purchase.' || a.action end`;
  const bought = sql`select ${type} as type, (select ${eventData} from purchases where id = p.id) as data, a.created_at as at
    from audit a join purchases p on a.subject = 'purchase' and p.id = a.subject_id`;
  const low = sql`select 'stock.low', json_object('productId', m.product_id, 'available', m.available, 'lowAt', s.low_at),
    m.created_at from movements m join stock s on s.product_id = m.product_id
    where m.available <= s.low_at and m.available - m.delta > s.low_at`;
  const lately = sql`select * from (${bought} union all ${low}) order by at desc limit ${FEED_LENGTH}`;
  return db
    .insert(events)
    .select(sql`select null, type, data, null, at, at, 0, null from (${lately}) order by at`);
}

function storeRows(db: Database, table: SQLiteTable, rows: object[]) {
  const count = Math.ceil(rows.length / ROWS_PER_STATEMENT);
  return Array.from({ length: count }, (_, index) => {
    const some = rows.slice(index * ROWS_PER_STATEMENT, (index + 1) * ROWS_PER_STATEMENT);
    return db.insert(table).select(selectRows(table, some));
  });
}

/** Tells the catalogue what was sold, which it never deletes. */
async function keepSold(state: string, { items }: DemoSales): Promise<void> {
  const { env, dispose } = await openWorker<{ DB: D1Database }>("catalog", state);
  const sold = [...new Set(items.map(({ productId }) => productId))];
  await openDatabase(env, startSpending())
    .update(products)
    .set({ soldAt: new Date() })
    .where(isAmong(products.id, sold));
  await dispose();
}
