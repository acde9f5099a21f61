import type { StoredEntry } from "../../workers/shared/log-entry.ts";

const DAY_MS = 86_400_000;

const ROUTES = [
  "/api/clients/:id",
  "/api/clients",
  "/api/products",
  "/api/purchases",
  "/api/stock/:id",
] as const;

/** The nth of `all` entries that are spread over the day from `start`. The same each time, so that what became of it can be told. */
export function madeUpEntry(n: number, { all, start }: { all: number; start: number }): StoredEntry {
  const time = start + Math.floor((n * DAY_MS) / all);
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, "0");
  const id = `${hex(Math.floor(time / 65_536), 8)}-${hex(time % 65_536, 4)}-7000-8000-${hex(n, 12)}`;
  const route = routeOf(n);
  return {
    id,
    time: new Date(time).toISOString(),
    requestId: `${hex(time, 12)}${hex(n, 20)}`,
    spanId: hex(n, 16),
    parentSpanId: null,
    service: route.includes("clients") ? "clients" : "sales",
    version: "0.1.0",
    method: "GET",
    route,
    path: route.replace(":id", String(n % 1000)),
    status: n % 200 === 0 ? 500 : 200,
    durationMs: durationOf(n),
    serviceMs: 3,
    databaseMs: 1,
    rowsRead: 1,
    colo: n % 3 === 0 ? "GIG" : "GRU",
    country: "BR",
    caller: `key:${n % 7}`,
    spans:
      '[["call","clients",0.4,3.2,200,"[\\"0.1.0\\",3,[[\\"db\\",\\"select clients\\",1,1,1,0,null]]]"]]',
  };
}

export function routeOf(n: number): string {
  return ROUTES[(n * 7919) % ROUTES.length]!;
}

/** Milliseconds: mostly some, rarely many, in no order. */
export function durationOf(n: number): number {
  const share = ((n * 2_654_435_761) % 1_000_003) / 1_000_003;
  return Math.round(1000 * Math.exp(share * share * 8)) / 1000;
}
