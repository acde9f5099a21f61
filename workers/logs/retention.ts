import type { LogsEnv } from "./env.ts";
import { DAY_MS, dayOf, startOf } from "./periods.ts";

/** For how many whole days, after the day itself, the log keeps its entries, and the figures of each hour. */
export interface Retention {
  entryDays: number;
  figureDays: number;
}

/** What the settings say. Figures are kept as long as the entries at least. */
export function retentionOf(env: Pick<LogsEnv, "RETENTION_DAYS" | "FIGURES_RETENTION_DAYS">): Retention {
  const entryDays = Number(env.RETENTION_DAYS);
  return { entryDays, figureDays: Math.max(entryDays, Number(env.FIGURES_RETENTION_DAYS ?? 0)) };
}

/** When KV forgets a key, in epoch seconds: all of a day at once, so many days after it. */
export function expirationOf(period: string, days: number): number {
  return (startOf(dayOf(period)) + (1 + days) * DAY_MS) / 1000;
}

/**
 * The start of the first day that is still kept, in epoch milliseconds. A day is given up 2 minutes early, because KV takes no
 * shorter expiration.
 */
export function keptSince(now: number, days: number): number {
  return (Math.floor((now + 120_000) / DAY_MS) - days) * DAY_MS;
}
