import * as z from "zod";
import { decodeCursor, encodeCursor, type Page } from "../shared/lists.ts";
import { BLOBS, DOUBLES, toEntry } from "../shared/log-points.ts";
import { column, dataset, join, type Sql, sql } from "./analytics-sql.ts";
import type { StoredEntry } from "../shared/log-entry.ts";
import type { LogsEnv } from "./env.ts";
import { BANDS_MS } from "./heat.ts";
import type { LogStore } from "./log-store.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "./periods.ts";
import { NONE } from "./rollups.ts";
import type { SearchQuery } from "./search.ts";
import {
  deploysOf,
  type Figures,
  type FiguresQuery,
  type GroupBy,
  type Stats,
  type StatsQuery,
  widen,
} from "./stats.ts";

/** Points have the time they were written at too, by which they are stored: shortly after the request. */
const WRITTEN_BEFORE_MS = MINUTE_MS;
const WRITTEN_AFTER_MS = HOUR_MS;

/** How many new entries are asked for at once. */
const MOST_HEARD = 1000;

const LONGEST_MS = 366 * DAY_MS;

type Row = Record<string, unknown>;

/** Asks a query of the store. Rejects where it can't be asked. */
type Ask = (query: Sql) => Promise<Row[]>;

/**
 * The log in Analytics Engine, read by its SQL API. A point may stand for several requests, `_sample_interval` of them: counts and
 * percentiles are weighted by that, and a list has those that were kept.
 */
export function analyticsStore(env: LogsEnv): LogStore {
  const ask = asking(env);
  const table = dataset(env.ANALYTICS_DATASET ?? "fachada_log");
  return {
    search: (query, now) => search(ask, table, query, now),
    stats: (query) => stats(ask, table, query),
    figures: (query) => figures(ask, table, query),
    follow: (filters) => async (floor, now) => {
      const query = { ...filters, from: floor, limit: MOST_HEARD };
      return (await search(ask, table, query, now)).items;
    },
  };
}

const Answer = z.object({ data: z.array(z.record(z.string(), z.unknown())) });

function asking(env: LogsEnv): Ask {
  const {
    ANALYTICS_API = "https://api.cloudflare.com/client/v4",
    ANALYTICS_ACCOUNT_ID,
    ANALYTICS_TOKEN,
  } = env;
  if (!ANALYTICS_ACCOUNT_ID || !ANALYTICS_TOKEN) {
    throw new Error("LOG_STORE is analytics-engine: set ANALYTICS_ACCOUNT_ID and ANALYTICS_TOKEN.");
  }
  const url = `${ANALYTICS_API}/accounts/${ANALYTICS_ACCOUNT_ID}/analytics_engine/sql`;
  return async ({ text }) => {
    const headers = { authorization: `Bearer ${ANALYTICS_TOKEN}` };
    const response = await fetch(url, { method: "POST", headers, body: `${text} FORMAT JSON` });
    if (!response.ok)
      throw new Error(`Analytics Engine answered ${response.status}: ${await response.text()}`);
    return Answer.parse(await response.json()).data;
  };
}

/** The time and id of the last entry shown. */
const Position = z.tuple([z.iso.datetime({ precision: 3 }), z.string().max(100)]);

async function search(ask: Ask, table: Sql, query: SearchQuery, now: number): Promise<Page<StoredEntry>> {
  const { limit, cursor, from = now - LONGEST_MS, to } = query;
  const conditions = [...within(from, to), ...conditionsOf(query)];
  if (cursor !== undefined) {
    const [time, id] = decodeCursor(cursor, Position);
    const at = Date.parse(time);
    const [timeColumn, idColumn] = [column("time"), column("id")];
    conditions.push(sql`(${timeColumn} < ${at} OR (${timeColumn} = ${at} AND ${idColumn} < ${id}))`);
  }
  const columns = [...BLOBS, ...DOUBLES].map((name) => sql`${column(name)} AS ${named(name)}`);
  const rows = await ask(
    sql`SELECT ${join(columns, ", ")} FROM ${table} WHERE ${join(conditions, " AND ")}
      ORDER BY time DESC, id DESC LIMIT ${limit + 1}`,
  );
  const items = rows.slice(0, limit).map(toEntry);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last ? encodeCursor([last.time, last.id]) : null };
}

/** A name of ours as a column's. */
function named(name: (typeof BLOBS)[number] | (typeof DOUBLES)[number] | "k0" | "k1"): Sql {
  return dataset(name);
}

function within(from: number, to: number | undefined): Sql[] {
  const seconds = (ms: number) => Math.floor(ms / 1000);
  return [
    sql`timestamp >= toDateTime(${Math.max(0, seconds(from - WRITTEN_BEFORE_MS))})`,
    sql`${column("time")} >= ${from}`,
    ...(to === undefined
      ? []
      : [sql`timestamp <= toDateTime(${seconds(to + WRITTEN_AFTER_MS)})`, sql`${column("time")} < ${to}`]),
  ];
}

type Filters = Omit<SearchQuery, "limit" | "cursor" | "from" | "to">;

function conditionsOf(given: Filters): Sql[] {
  const conditions: Sql[] = [];
  const { service, method, requestId, route, status, path, minDurationMs } = given;
  for (const [name, wanted] of Object.entries({ service, method, requestId } as const)) {
    if (wanted !== undefined) conditions.push(sql`${column(name as "service")} = ${wanted}`);
  }
  for (const name of ["caller", "country", "colo"] as const) {
    const wanted = given[name];
    if (wanted !== undefined) conditions.push(sql`${column(name)} = ${wanted === NONE ? "" : wanted}`);
  }
  if (route !== undefined) conditions.push(sql`${column("route")} = ${route === "*" ? "" : route}`);
  if (path !== undefined) conditions.push(sql`position(${path.toLowerCase()} IN ${column("lowerPath")}) > 0`);
  if (minDurationMs) conditions.push(sql`${column("durationMs")} >= ${minDurationMs}`);
  if (status?.endsWith("xx")) {
    const lowest = Number(status[0]) * 100;
    conditions.push(sql`${column("status")} >= ${lowest}`, sql`${column("status")} < ${lowest + 100}`);
  } else if (status !== undefined) conditions.push(sql`${column("status")} = ${Number(status)}`);
  return conditions;
}

/** What a group's key is made of, and how. */
const GROUPS: Record<GroupBy, { by: Sql[]; key: (one: string, other: string) => string }> = {
  route: { by: [column("method"), column("route")], key: (method, route) => `${method} ${route || "*"}` },
  service: { by: [column("service")], key: (service) => service },
  method: { by: [column("method")], key: (method) => method },
  status: { by: [sql`floor(${column("status")} / 100)`], key: (statusClass) => `${statusClass}xx` },
  caller: { by: [column("caller")], key: (caller) => caller || NONE },
  country: { by: [column("country")], key: (country) => country || NONE },
  colo: { by: [column("colo")], key: (colo) => colo || NONE },
};

const WEIGHT = sql`_sample_interval`;
const QUANTILES = { p50: 0.5, p90: 0.9, p95: 0.95, p99: 0.99 } as const;

const FIGURES = join(
  [
    sql`sum(${WEIGHT}) AS count`,
    sql`sum(if(${column("status")} >= 500, ${WEIGHT}, 0)) AS errors`,
    ...(["p50", "p90", "p95", "p99"] as const).map(
      (name) =>
        sql`quantileExactWeighted(${QUANTILES[name]})(${column("durationMs")}, ${WEIGHT}) AS ${dataset(name)}`,
    ),
  ],
  ", ",
);

async function stats(ask: Ask, table: Sql, query: StatsQuery): Promise<Stats> {
  const { from, to, step } = widen(query.from, query.to);
  const where = join([...within(from, to), ...conditionsOf(query)], " AND ");
  const bucket = sql`floor((${column("time")} - ${from}) / ${step})`;
  const group = query.groupBy && GROUPS[query.groupBy];
  const keys = group?.by.map((part, at) => sql`${part} AS ${at === 0 ? named("k0") : named("k1")}`) ?? [];
  const [totals, counted, grouped, versions, bands] = await Promise.all([
    ask(sql`SELECT ${FIGURES} FROM ${table} WHERE ${where}`),
    ask(sql`SELECT ${bucket} AS bucket, ${FIGURES} FROM ${table} WHERE ${where} GROUP BY bucket`),
    group
      ? ask(
          sql`SELECT ${join(keys, ", ")}, ${FIGURES} FROM ${table} WHERE ${where}
            GROUP BY ${join(keys.length > 1 ? [sql`k0`, sql`k1`] : [sql`k0`], ", ")}`,
        )
      : [],
    readVersions(ask, table, { from, to, service: query.service }),
    query.heat ? readBands(ask, table, { bucket, where }) : null,
  ]);
  const byBucket = new Map(counted.map((row) => [Number(row["bucket"]), row]));
  const buckets = Array.from({ length: (to - from) / step }, (_, at) => at);
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    bucketSeconds: step / 1000,
    total: figuresOf(totals[0]),
    buckets: buckets.map((at) => ({
      start: new Date(from + at * step).toISOString(),
      ...figuresOf(byBucket.get(at)),
    })),
    groups: grouped
      .map((row) => ({ key: group!.key(String(row["k0"]), String(row["k1"] ?? "")), ...figuresOf(row) }))
      .toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1)),
    deploys: deploysOf(versions),
    heat: bands && {
      bandsMs: [...BANDS_MS],
      counts: buckets.map((at) => bands.get(at) ?? Array.from({ length: BANDS_MS.length + 1 }, () => 0)),
    },
  };
}

async function figures(ask: Ask, table: Sql, { from, to, ...filters }: FiguresQuery): Promise<Figures> {
  const where = join([...within(from, to), ...conditionsOf(filters)], " AND ");
  const [total] = await ask(sql`SELECT ${FIGURES} FROM ${table} WHERE ${where}`);
  return figuresOf(total);
}

/** Of no requests, there are no percentiles. */
function figuresOf(row: Row | undefined): Stats["total"] {
  const count = Number(row?.["count"] ?? 0);
  const percentile = (name: keyof typeof QUANTILES) =>
    count === 0 ? null : Number(Number(row?.[name]).toPrecision(5));
  return {
    count,
    errors: Number(row?.["errors"] ?? 0),
    p50: percentile("p50"),
    p90: percentile("p90"),
    p95: percentile("p95"),
    p99: percentile("p99"),
  };
}

async function readVersions(
  ask: Ask,
  table: Sql,
  { from, to, service }: { from: number; to: number; service: string | undefined },
) {
  const where = [...within(from, to), ...conditionsOf({ service }), sql`${column("version")} != ${""}`];
  const rows = await ask(
    sql`SELECT ${column("service")} AS service, ${column("version")} AS version, min(${column("time")}) AS first
      FROM ${table} WHERE ${join(where, " AND ")} GROUP BY service, version`,
  );
  return rows.map(
    (row) =>
      [String(row["service"]), String(row["version"]), Number(row["first"])] satisfies [
        string,
        string,
        number,
      ],
  );
}

/** How many requests of each bucket are in each band of latency. */
async function readBands(ask: Ask, table: Sql, { bucket, where }: { bucket: Sql; where: Sql }) {
  const upTo = BANDS_MS.map(
    (end, at) => sql`sum(if(${column("durationMs")} <= ${end}, ${WEIGHT}, 0)) AS ${dataset(`band${at}`)}`,
  );
  const all = sql`sum(${WEIGHT}) AS ${dataset(`band${BANDS_MS.length}`)}`;
  const rows = await ask(
    sql`SELECT ${bucket} AS bucket, ${join([...upTo, all], ", ")} FROM ${table} WHERE ${where} GROUP BY bucket`,
  );
  return new Map(
    rows.map((row) => {
      const sums = Array.from({ length: BANDS_MS.length + 1 }, (_, at) => Number(row[`band${at}`]));
      return [Number(row["bucket"]), sums.map((sum, at) => sum - (sums[at - 1] ?? 0))];
    }),
  );
}
