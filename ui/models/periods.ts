/** The periods that the dashboard offers, in minutes, and how often what it shows of them is read anew. */
const MINUTES = { "15m": 15, "1h": 60, "6h": 360, "24h": 1440, "7d": 10_080, "30d": 43_200 } as const;

export type Period = keyof typeof MINUTES;

export const PERIODS = Object.keys(MINUTES) as Period[];

export function isPeriod(text: string | undefined): text is Period {
  return text !== undefined && text in MINUTES;
}

export function minutesOf(period: Period): number {
  return MINUTES[period];
}

/** From so long ago until now, ISO 8601. */
export function rangeOf(period: Period, now = new Date()): { from: string; to: string } {
  return { from: new Date(now.getTime() - MINUTES[period] * 60_000).toISOString(), to: now.toISOString() };
}
