import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { api, db, reconcileAll, sell, send, stocked } from "./test-sales.ts";

const HOUR_MS = 3_600_000;

// The southern summer of 2018, whose first day began at 01:00: https://www.iana.org/time-zones, Brazil's rule.
const DAYS: [time: string, day: string][] = [
  ["2018-11-04T02:59:59.999Z", "2018-11-03"],
  ["2018-11-04T03:00:00Z", "2018-11-04"],
  ["2018-11-05T01:59:59.999Z", "2018-11-04"],
  ["2018-11-05T02:00:00Z", "2018-11-05"],
];

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

it("counts a purchase for the shop's day, also where the clocks skipped its midnight", async () => {
  const lp = await stocked(10);
  for (const [time, day] of DAYS) {
    vi.setSystemTime(new Date(time));
    expect((await sell(1, [lp, 1])).day, time).toBe(day);
  }
  const { body } = await api.get("/api/sales/summary?from=2018-11-03&to=2018-11-05");
  expect(body.days.map(({ units }: { units: number }) => units)).toEqual([1, 2, 1]);
});

/** What was sold, of all purchases as they are. */
const SOLD = sql`purchases p join purchase_items i on i.purchase_id = p.id where p.fulfilled and p.cancelled_at is null`;
const FIGURES = sql`sum(fulfilled and cancelled_at is null) as purchases, sum(not fulfilled and cancelled_at is null) as unfulfilled,
  sum(cancelled_at is not null) as cancelled, sum(units) as units, sum(cents) as revenue_cents`;
const EACH = (kind: string) => sql`select p.day, ${sql.raw(kind)} as kind, p.fulfilled, p.cancelled_at,
  iif(p.fulfilled and p.cancelled_at is null, sum(i.quantity - i.returned), 0) as units,
  iif(p.fulfilled and p.cancelled_at is null, sum((i.quantity - i.returned) * i.price_cents), 0) as cents
  from purchases p join purchase_items i on i.purchase_id = p.id group by p.id, ${sql.raw(kind)}`;

/** Each table of figures as it is kept, and as it should be. */
const RECOUNTS = {
  salesDays: [
    sql`select * from sales_days order by day, kind`,
    sql`select day, kind, ${FIGURES} from (${EACH("'any'")} union all ${EACH("i.kind")}) group by day, kind order by day, kind`,
  ],
  productDays: [
    sql`select day, product_id, units, revenue_cents from product_days where units <> 0 or revenue_cents <> 0 order by 1, 2`,
    sql`select p.day, i.product_id, sum(i.quantity - i.returned) as units, sum((i.quantity - i.returned) * i.price_cents) as revenue_cents
      from ${SOLD} group by 1, 2 having sum(i.quantity - i.returned) <> 0 order by 1, 2`,
  ],
  holdings: [
    sql`select client_id, product_id, quantity from holdings order by 1, 2`,
    sql`select p.client_id, i.product_id, sum(i.quantity - i.returned) as quantity
      from ${SOLD} group by 1, 2 having sum(i.quantity - i.returned) <> 0 order by 1, 2`,
  ],
};

const pick = fc.nat({ max: 30 });
const Act = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      what: fc.constant("sell" as const),
      of: pick,
      more: pick,
      n: fc.integer({ min: 1, max: 4 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constantFrom("cancel", "returns", "fulfil", "receive"),
      of: pick,
      more: pick,
      n: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constant("wait" as const),
      of: pick,
      more: pick,
      n: fc.integer({ min: 1, max: 30 }),
    }),
  },
);

it("keeps figures and holdings equal to a recount, whatever is sold, cancelled, returned and fulfilled", async () => {
  let now = Date.parse("2019-01-01T12:00:00Z");
  vi.setSystemTime(now);
  const products = [
    await stocked(6, { priceCents: 1_999 }),
    await stocked(4, { priceCents: 333, kind: "book" }),
    await stocked(0, { priceCents: 0, kind: "product" }),
  ];
  const at = (index: number) => products[index % products.length]!;
  let last = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(Act, { maxLength: 25 }), async (acts) => {
      for (const { what, of, more, n } of acts) {
        vi.setSystemTime((now += what === "wait" ? n * HOUR_MS : 1000));
        const path = `/api/purchases/${Math.max(1, last - of)}/${what}`;
        if (what === "sell") ({ id: last } = await sell(1 + (of % 2), [at(of), n], [at(more), 1]));
        if (what === "receive")
          await send("POST", `/api/stock/${at(of)}/movements`, { delta: n, reason: "received" });
        if (what === "cancel") await send("POST", path, { reason: "changed their mind" });
        if (what === "fulfil") await send("POST", path, {});
        if (what === "returns") await send("POST", path, { items: [{ productId: at(more), quantity: 1 }] });
      }
      for (const [kept, recounted] of Object.values(RECOUNTS))
        expect(await db.all(kept!)).toEqual(await db.all(recounted!));
      expect((await reconcileAll()).mismatches).toEqual([]);
    }),
    { numRuns: 25 },
  );
  const { body } = await api.get("/api/sales/summary?from=2019-01-01&to=2019-12-31");
  const [total] = await db.all(sql`select sum(p.fulfilled and p.cancelled_at is null) as purchases,
    sum(iif(p.fulfilled and p.cancelled_at is null, p.total_cents - p.returned_cents, 0)) as "revenueCents"
    from purchases p where p.day like '2019%'`);
  expect(body.total).toMatchObject(total as object);
  const units = await db.all(sql`select i.product_id as "productId", sum(i.quantity - i.returned) as units
    from ${SOLD} and p.day like '2019%' group by 1 having units > 0 order by 2 desc, 1`);
  expect(body.bestSellers).toMatchObject(units);
  expect(body.bestSellers).toHaveLength(units.length);
}, 60_000);
