import { addDays, dayOf, startOfDay } from "../sales/shop-day.ts";
import type { Random } from "./random.ts";

const HOUR_MS = 3_600_000;

/** Sunday first, when the door is closed and the shop sells online only. */
const WEEK = [0.4, 0.65, 0.75, 0.85, 0.95, 1.25, 1.9];
const BUSY_DAY = 20;
const GROWTH = 0.42;
const ONLINE = 0.28;

/** When somebody buys, and how: a little more from month to month. */
export interface Visit {
  at: number;
  channel: "till" | "online";
}

/** The days of so long before `now`, each with who comes in, in the order in which they do. */
export function demoTraffic(random: Random, now: number, count: number, timeZone: string) {
  const first = addDays(dayOf(now, timeZone), 1 - count);
  return Array.from({ length: count }, (_, index) => {
    const day = addDays(first, index);
    const midnight = startOfDay(day, timeZone);
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    const busy = BUSY_DAY * WEEK[weekday]! * (1 - GROWTH + (GROWTH * index) / count);
    const visits = Array.from({ length: Math.round(busy * (0.75 + 0.5 * random.next())) }, (): Visit => {
      const isOnline = weekday === 0 || random.next() < ONLINE;
      const [opens, closes] = isOnline ? [8, 23.9] : [10, weekday === 6 ? 18 : 20];
      // Most come in the later half of the day.
      const share = 1 - (random.next() * random.next() + random.next()) / 2;
      const hour = opens + (closes - opens) * share;
      return { at: Math.round(midnight + hour * HOUR_MS), channel: isOnline ? "online" : "till" };
    });
    return { day, weekday, midnight, visits: visits.toSorted((a, b) => a.at - b.at) };
  });
}
