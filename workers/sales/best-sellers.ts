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
  const isWithin = sql`d.day between ${from} and ${to} and d.kind = ${kind ?? "any"}`;
  const ofKind = kind === undefined ? sql`null` : sql`kind`; // which isn't in the index
  const isAsked = kind === undefined ? sql`true` : sql`b.value ->> 2 = ${kind}`;
  // Cross joins, so that it goes day by day.
  const found = sql`(
    with days as materialized (
      select d.day, (
        select json_group_array(json_array(product_id, units, kind)) from (
          select product_id, units, ${ofKind} as kind from product_days where day = d.day and units > 0
          order by units desc, product_id limit ${LOOKED_AT + 1})
      ) as best from sales_days d where ${isWithin}),
    top as materialized (
      select b.value ->> 0 as product_id from days cross join json_each(days.best) b where ${isAsked}
      group by 1 order by sum(b.value ->> 1) desc, 1 limit ${MOST})
    select p.product_id, p.title, p.kind, sum(p.units) as units, sum(p.revenue_cents) as cents, max(p.day),
      (select max(json_array_length(best)) <= ${LOOKED_AT} from days) as is_exact
    from days cross join top cross join product_days p
      on p.day = days.day and p.product_id = top.product_id and p.units > 0
    group by p.product_id)`;
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
