/** What a service spent on one request, carried to the gateway in `Server-Timing`. */
export interface Spending {
  databaseMs: number;
  rowsRead: number;
}

/** The `Server-Timing` header: `app;dur=4.1, db;dur=2.3;desc="rows_read=26"`, in milliseconds. */
export function formatServerTiming(appMs: number, spending: Spending): string {
  const { databaseMs, rowsRead } = spending;
  return `app;dur=${round(appMs)}, db;dur=${round(databaseMs)};desc="rows_read=${rowsRead}"`;
}

/** Reads back what `formatServerTiming` wrote; null where the service said nothing. */
export function parseServerTiming(header: string | null): {
  serviceMs: number | null;
  databaseMs: number | null;
  rowsRead: number | null;
} {
  const find = (pattern: RegExp) => {
    const found = pattern.exec(header ?? "")?.[1];
    return found === undefined ? null : Number(found);
  };
  return {
    serviceMs: find(/\bapp;dur=([\d.]+)/),
    databaseMs: find(/\bdb;dur=([\d.]+)/),
    rowsRead: find(/rows_read=(\d+)/),
  };
}

/** Milliseconds with three decimals. */
export function round(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
