import { and, between, eq } from "drizzle-orm";
import { salesDays } from "../../schema/sales/tables.ts";
import type { Database } from "../shared/database.ts";
import { selectBestSellers } from "./best-sellers.ts";
import { addDays } from "./shop-day.ts";
import { type Counts, type Days, daysBefore, type Figures, KINDS, type Summary } from "./summary.ts";

type Kind = (typeof KINDS)[number];

interface Asked extends Days {
  kind?: Kind | undefined;
}

const NOTHING: Counts = { purchases: 0, revenueCents: 0, units: 0, unfulfilled: 0, cancelled: 0 };

/** What was sold in a period of at most 366 days, day by day, and in the one before: some rows a day, however much it was. */
export async function readSummary(db: Database, asked: Asked, timeZone: string): Promise<Summary> {
  const { from, to, kind = "any" } = asked;
  const before = daysBefore(asked);
  const [all, found] = await db.batch([
    db
      .select()
      .from(salesDays)
      .where(between(salesDays.day, before.from, to)),
    selectBestSellers(db, asked),
  ]);
  const now = all.filter(({ day }) => day >= from);
  const isAsked = (row: { kind: string }) => row.kind === kind;
  return {
    from,
    to,
    timeZone,
    currency: "BRL",
    total: sumUp(now.filter(isAsked)),
    days: eachDay(asked, now.filter(isAsked)),
    kinds: KINDS.map((one) => ({ kind: one, ...sumUp(now.filter((row) => row.kind === one)) })),
    bestSellers: found.map(({ isExact: _, ...product }) => product),
    bestSellersExact: found.every(({ isExact }) => isExact === 1),
    comparison: { ...before, ...sumUp(all.filter((row) => row.day < from).filter(isAsked)) },
  };
}

/** The days alone. */
export async function readSalesDays(db: Database, asked: Asked): Promise<({ day: string } & Figures)[]> {
  const { from, to, kind = "any" } = asked;
  const rows = await db
    .select()
    .from(salesDays)
    .where(and(between(salesDays.day, from, to), eq(salesDays.kind, kind)));
  return eachDay(asked, rows);
}

/** A line for each day of the period, those without sales too. */
function eachDay({ from, to }: Days, rows: ({ day: string } & Counts)[]): ({ day: string } & Figures)[] {
  const known = new Map(rows.map((row) => [row.day, row]));
  const days: ({ day: string } & Figures)[] = [];
  for (let day = from; day <= to; day = addDays(day, 1))
    days.push({ day, ...sumUp([known.get(day) ?? NOTHING]) });
  return days;
}

function sumUp(rows: Counts[]): Figures {
  const sum = { ...NOTHING };
  for (const row of rows) {
    sum.purchases += row.purchases;
    sum.revenueCents += row.revenueCents;
    sum.units += row.units;
    sum.unfulfilled += row.unfulfilled;
    sum.cancelled += row.cancelled;
  }
  const { purchases, revenueCents } = sum;
  return { ...sum, averageTicketCents: purchases === 0 ? null : Math.round(revenueCents / purchases) };
}
