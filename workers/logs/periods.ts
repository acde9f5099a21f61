export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/**
 * A period is named by the start of its ISO 8601 time in UTC: a minute `2026-10-23T14:05`, an hour
 * `2026-10-23T14`, a day `2026-10-23`. So a longer one is a prefix of those it holds, and they sort by time.
 */
export function minuteOf(time: number | string): string {
  return new Date(time).toISOString().slice(0, 16);
}

export function hourOf(minute: string): string {
  return minute.slice(0, 13);
}

export function dayOf(period: string): string {
  return period.slice(0, 10);
}

/** When a period begins, in epoch milliseconds. */
export function startOf(period: string): number {
  if (period.length === 10) return Date.parse(period);
  return Date.parse(period.length === 13 ? `${period}:00Z` : `${period}Z`);
}
