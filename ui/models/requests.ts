import { computed, signal } from "@preact/signals";
import { listLogs, listServices, type LogEntry, type LogsQuery, readStats } from "../api.ts";
import { createPagedList } from "./paged-list.ts";
import { isPeriod, rangeOf } from "./periods.ts";
import { poll } from "./polling.ts";
import { createResource } from "./resource.ts";

const PAGE_SIZE = 50;
const REFRESH_MS = 2500;

/** The filters as they stand in the address; `period` is one of `PERIODS`, `custom` (with from and to), or nothing. */
export const FILTERS = [
  "service",
  "method",
  "status",
  "caller",
  "minDurationMs",
  "path",
  "requestId",
  "period",
  "from",
  "to",
] as const;

export type Filters = Partial<Record<(typeof FILTERS)[number], string>>;

/** Why the list doesn't refresh itself; null while it does. */
export type Pause = "user" | "scroll" | "more" | null;

/** The request log: newest first, refreshing itself while its top is in sight. */
export function createRequestLog() {
  let query: LogsQuery = {};
  const list = createPagedList<Filters, LogEntry>((filters, cursor, signal) => {
    // "The last hour" moves on; the pages of one list must not.
    if (cursor === undefined) query = toQuery(filters);
    return listLogs({ limit: String(PAGE_SIZE), ...query, ...(cursor && { cursor }) }, signal);
  });
  const stoppedByUser = signal(false);
  const scrolled = signal(false);
  const pause = computed<Pause>(() => {
    if (stoppedByUser.value) return "user";
    if (list.pages.value > 1) return "more";
    return scrolled.value ? "scroll" : null;
  });

  /** A filter that was refused would be refused again. */
  const isRefused = () => list.failure.value?.code === "invalid-parameter";

  function follow(filters: Filters): () => void {
    void list.start(filters);
    const stop = poll(list.refresh, REFRESH_MS, () => pause.value === null && !isRefused());
    return () => {
      stop();
      list.stop();
    };
  }
  async function resume(): Promise<void> {
    stoppedByUser.value = false;
    scrolled.value = false;
    await list.restart();
  }
  return { ...list, pause, scrolled, follow, resume, stopLive: () => void (stoppedByUser.value = true) };
}

/** The names of the services, for the filter; empty until they are known. */
export function createServiceNames() {
  return createResource(async (_: void, signal) =>
    (await listServices(signal)).map((service) => service.name),
  );
}

/** Who asked in the last week, who asked most first; for the filter. */
export function createSeenCallers() {
  return createResource(async (_: void, signal) => {
    const { groups } = await readStats({ ...rangeOf("7d"), groupBy: "caller" }, signal);
    return groups.map(({ key }) => key);
  });
}

/** How many filters narrow the list. */
export function countFilters({ from: _from, to: _to, ...filters }: Filters): number {
  return Object.values(filters).filter(Boolean).length;
}

function toQuery({ period, from, to, ...filters }: Filters): LogsQuery {
  const given = Object.fromEntries(Object.entries(filters).filter(([, value]) => value));
  if (isPeriod(period)) return { ...given, from: rangeOf(period).from };
  if (period !== "custom") return given;
  return { ...given, ...(from && { from: toInstant(from) }), ...(to && { to: toInstant(to) }) };
}

/** What `<input type=datetime-local>` gives is local time. */
function toInstant(local: string): string {
  const date = new Date(local);
  return Number.isNaN(date.getTime()) ? local : date.toISOString();
}
