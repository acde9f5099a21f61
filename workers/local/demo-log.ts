import type { StoredEntry } from "../shared/log-entry.ts";
import type { Report, Span } from "../shared/spans.ts";
import { uuidv7 } from "../shared/uuid.ts";
import { createRandom, type Random } from "./random.ts";

const HOURS = 6;
const MINUTE_MS = 60_000;

/** How many minutes ago the clients service went down. */
export const OUTAGE_MINUTES_AGO = 95;

/** What a shop's afternoon looks like: how often a route is called, its typical time, and how often it goes wrong. */
const ROUTES = [
  { weight: 40, service: "clients", method: "GET", route: "/api/clients", ms: 9, rows: 26, failures: [] },
  {
    weight: 30,
    service: "clients",
    method: "GET",
    route: "/api/clients/:id",
    ms: 5,
    rows: 1,
    failures: [404],
  },
  {
    weight: 9,
    service: "clients",
    method: "POST",
    route: "/api/clients",
    ms: 14,
    rows: 10,
    failures: [422, 409],
  },
  { weight: 8, service: "clients", method: "GET", route: "/client", ms: 6, rows: 1, failures: [404, 400] },
  { weight: 3, service: "clients", method: "POST", route: "/client", ms: 15, rows: 8, failures: [422] },
  {
    weight: 28,
    service: "catalog",
    method: "GET",
    route: "/api/products",
    ms: 11,
    rows: 29,
    failures: [400],
  },
  {
    weight: 22,
    service: "catalog",
    method: "GET",
    route: "/api/products/:id",
    ms: 5,
    rows: 1,
    failures: [404],
  },
  {
    weight: 26,
    service: "catalog",
    method: "GET",
    route: "/api/products/:id/cover/:file",
    ms: 7,
    rows: 0,
    failures: [404],
  },
  {
    weight: 12,
    service: "catalog",
    method: "GET",
    route: "/api/products/facets",
    ms: 8,
    rows: 64,
    failures: [],
  },
  {
    weight: 4,
    service: "catalog",
    method: "PATCH",
    route: "/api/products/:id",
    ms: 15,
    rows: 6,
    failures: [412, 422],
  },
  {
    weight: 3,
    service: "catalog",
    method: "POST",
    route: "/api/products",
    ms: 17,
    rows: 8,
    failures: [409, 422],
  },
  { weight: 14, service: "logs", method: "GET", route: "/api/logs", ms: 18, rows: 0, failures: [400] },
  { weight: 10, service: "logs", method: "GET", route: "/api/logs/stats", ms: 31, rows: 0, failures: [] },
  { weight: 5, service: "gateway", method: "GET", route: "/api/services", ms: 22, rows: 0, failures: [] },
] as const;

/** Who asks, out of the demo people and keys, the busy ones more than once. */
const CALLERS = {
  shop: ["person:2", "person:2", "person:2", "key:1", "key:1", "person:1"],
  office: ["person:1", "person:1", "person:3"],
};

/** Where they are: mostly at home. */
const COUNTRIES = ["BR", "BR", "BR", "BR", "BR", "BR", "PT"];

/**
 * Log entries of the hours before `now`: busy and quiet minutes, one short outage of the clients
 * service, and a new version of the catalogue. */
export function demoLog(now: Date): StoredEntry[] {
  const random = createRandom(1922);
  const minutes = HOURS * 60;
  const outage = minutes - OUTAGE_MINUTES_AGO;
  const entries: StoredEntry[] = [];
  for (let minute = 0; minute < minutes; minute += 1) {
    const start = Math.floor(now.getTime() / MINUTE_MS - minutes + minute) * MINUTE_MS;
    const busy = 7 + 4 * Math.sin(minute / 37) + 3 * Math.sin(minute / 9);
    const requests = Math.round(busy * (0.6 + 0.8 * random.next()));
    const isOut = minute >= outage && minute < outage + 4;
    for (let request = 0; request < requests; request += 1) {
      const time = start + random.integer(0, MINUTE_MS - 1);
      entries.push(demoEntry(random, { time, isOut, isNew: minute >= outage + 30 }));
    }
  }
  return entries.filter((entry) => entry.time < now.toISOString());
}

function demoEntry(
  random: Random,
  { time, isOut, isNew }: { time: number; isOut: boolean; isNew: boolean },
): StoredEntry {
  const { service, method, route, ms, rows, failures } = pickRoute(random);
  const isDown = isOut && service === "clients";
  const failure = failures.length > 0 && random.next() < 0.06 ? random.pick<number>(failures) : undefined;
  const status = isDown ? 502 : (failure ?? (method === "POST" ? 201 : 200));
  const durationMs = Math.round(ms * slowness(random)) + 1;
  const serviceMs = Math.max(0, durationMs - random.integer(1, 2));
  const served = service !== "gateway" && !isDown;
  const version = isNew && service === "catalog" ? "0.1.0" : "0.0.9";
  const databaseMs = rows === 0 ? 0 : Math.round(serviceMs * 0.4);
  const rowsRead = status < 400 ? rows : Math.min(rows, 1);
  return {
    id: uuidv7(time),
    time: new Date(time).toISOString(),
    requestId: time.toString(16).padStart(12, "0") + random.hex(20),
    spanId: random.hex(16),
    parentSpanId: null,
    service,
    version,
    method,
    route: isDown ? null : route,
    path: route
      .replace(":id", String(random.integer(1, 320)))
      .replace(":file", `${random.hex(32)}-${random.hex(8)}`),
    status,
    durationMs,
    serviceMs: served ? serviceMs : null,
    databaseMs: served ? databaseMs : null,
    rowsRead: served ? rowsRead : null,
    colo: random.pick(["GRU", "GRU", "GRU", "GIG", "CNF"]),
    country: random.pick(COUNTRIES),
    caller: isDown
      ? null
      : random.pick(CALLERS[service === "clients" || service === "catalog" ? "shop" : "office"]),
    spans: served ? spansOf({ service, version, status, durationMs, serviceMs, databaseMs, rowsRead }) : null,
  };
}

/** What the gateway tells of a call, and the service of its database. */
function spansOf(about: {
  service: string;
  version: string;
  status: number;
  durationMs: number;
  serviceMs: number;
  databaseMs: number;
  rowsRead: number;
}): string {
  const { service, version, status, durationMs, serviceMs, databaseMs, rowsRead } = about;
  const beginning = Math.round(serviceMs * 0.3);
  const query: Span = ["db", `select ${service}`, beginning, databaseMs, rowsRead, 0, "ENAM"];
  const report: Report = [version, serviceMs, databaseMs > 0 ? [query] : []];
  const call: Span = ["call", service, 0.4, durationMs - 0.6, status, JSON.stringify(report)];
  return JSON.stringify([call]);
}

function pickRoute(random: Random): (typeof ROUTES)[number] {
  let left = random.next() * ROUTES.reduce((total, { weight }) => total + weight, 0);
  return ROUTES.find(({ weight }) => (left -= weight) < 0) ?? ROUTES[0];
}

/** Most requests take about their typical time, and one in fifty takes much longer (log-normal with a heavy tail). */
function slowness(random: Random): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
  return Math.exp(normal * 0.45) * (random.next() < 0.02 ? 8 : 1);
}
