const HOUR_MS = 3_600_000;

/** No place is further than this from UTC. */
const MOST_AHEAD_MS = 15 * HOUR_MS;

const formats = new Map<string, Intl.DateTimeFormat>();

/** The day that it is in a time zone: `2026-11-23`. Throws a `RangeError` for a zone that nobody knows. */
export function dayOf(time: number, timeZone: string): string {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" });
  formats.set(timeZone, format);
  return format.format(time);
}

/** The first millisecond of a day in a time zone, also where clocks skip midnight on it. */
export function startOfDay(day: string, timeZone: string): number {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  let before = midnight - MOST_AHEAD_MS;
  let from = midnight + MOST_AHEAD_MS;
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2);
    if (dayOf(middle, timeZone) < day) before = middle;
    else from = middle;
  }
  return from;
}

/** The day after, or so many days after. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 24 * HOUR_MS).toISOString().slice(0, 10);
}

/** How many days it is from one to another; none from a day to itself. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / (24 * HOUR_MS);
}
