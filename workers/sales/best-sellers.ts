import { type SQL, sql } from "drizzle-orm";
import type { Database } from "../shared/database.ts";
import type { BestSeller, Days } from "./summary.ts";

const MOST = 10;

/** How many of a day's products are looked at. */
const LOOKED_AT = 100;

/**
 * The statement that finds the best sellers of a period: who they are by the products that sold best on each of its days,
 * then what each of them sold on all of them. `isExact` is 0 where a day had more products than were looked at.
 */
export function selectBestSellers(db: Database, { from, to, kind }: Days & { kind?: string | undefined }) {
  const days = sql`sales_days d`;
  const isWithin = sql`d.day between ${from} and ${to} and d.kind = ${kind ?? "any"}`;
  const best = sql`select product_id from product_days b where b.day = d.day and b.units > 0
    order by b.units desc, b.product_id limit ${LOOKED_AT + 1}`;
  // Cross joins, so that each day's are sought by its index.
  const found = sql`(
    with seen as materialized (
      select d.day, p.product_id, p.kind, p.units
      from ${days} cross join product_days p on p.day = d.day and p.product_id in (${best}) where ${isWithin}),
    top as materialized (
      select product_id from seen where ${kind === undefined ? sql`true` : sql`kind = ${kind}`}
      group by product_id order by sum(units) desc, product_id limit ${MOST})
    select p.product_id, p.title, p.kind, sum(p.units) as units, sum(p.revenue_cents) as cents, max(p.day),
      not exists (select 1 from seen group by day having count(*) > ${LOOKED_AT}) as is_exact
    from ${days} cross join top t cross join product_days p on p.day = d.day and p.product_id = t.product_id and p.units > 0
    where ${isWithin} group by p.product_id)`;
  return db
    .select({
      productId: column<BestSeller["productId"]>("product_id"),
      title: column<BestSeller["title"]>("title"), // that of the latest day, as `max` says
      kind: column<BestSeller["kind"]>("kind"),
      units: column<BestSeller["units"]>("units"),
      revenueCents: column<BestSeller["revenueCents"]>("cents"),
      isExact: column<0 | 1>("is_exact"),
    })
    .from(found)
    .orderBy(sql`units desc, product_id`);
}

function column<T>(name: string): SQL.Aliased<T> {
  return sql<T>`${sql.identifier(name)}`.as(name);
}
