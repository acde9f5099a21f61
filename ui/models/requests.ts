import { computed, effect, signal } from "@preact/signals";
import { listLogs, listServices, type LogEntry, logTailUrl, readStats } from "../api.ts";
import { createPagedList } from "./paged-list.ts";
import { isPeriod, rangeOf } from "./periods.ts";
import { createResource } from "./resource.ts";
import { listen, mergeHeard } from "./tail.ts";

const PAGE_SIZE = 50;

/** With more rows than these, the list begins again with its first page, so that none is missing between two. */
const MOST_LIVE_ROWS = 200;

/** The filters as they stand in the address; `period` is one of `PERIODS`, `custom` (with from and to), or nothing. */
export const FILTERS = [
  "service",
  "method",
  "status",
  "caller",
  "route",
  "country",
  "colo",
  "minDurationMs",
  "path",
  "requestId",
  "period",
  "from",
  "to",
] as const;

export type Filters = Partial<Record<(typeof FILTERS)[number], string>>;

/** Why the list doesn't go on by itself; null while it does. */
export type Pause = "user" | "scroll" | "more" | null;

/** The request log: newest first, with what comes in while its top is in sight. */
export function createRequestLog() {
  let query: Record<string, string> = {};
  const list = createPagedList<Filters, LogEntry>((filters, cursor, signal) => {
    // "The last hour" moves on; the pages of one list must not.
    if (cursor === undefined) query = toQuery(filters);
    return listLogs({ limit: String(PAGE_SIZE), ...query, ...(cursor && { cursor }) }, signal);
  });
  const heard = signal<LogEntry[]>([]);
  const stoppedByUser = signal(false);
  const scrolled = signal(false);
  const pause = computed<Pause>(() => {
    if (stoppedByUser.value) return "user";
    if (list.pages.value > 1) return "more";
    return scrolled.value ? "scroll" : null;
  });

  /** A filter that was refused would be refused again. */
  const isLive = computed(() => pause.value === null && list.failure.value?.code !== "invalid-parameter");

  function hear(entries: LogEntry[]): void {
    const byId = new Map([...heard.value, ...entries].map((entry) => [entry.id, entry]));
    heard.value = [...byId.values()].slice(-MOST_LIVE_ROWS);
    if ((list.items.value?.length ?? 0) > MOST_LIVE_ROWS) void list.refresh();
  }

  function follow(filters: Filters): () => void {
    heard.value = [];
    void list.start(filters);
    // Also what was heard while a page was on its way.
    const stopMerging = effect(() =>
      list.change((rows) => mergeHeard(rows, heard.value, { hasMore: list.hasMore.value })),
    );
    const stopListening = effect(() => {
      if (!isLive.value || hasEnded(filters)) return undefined;
      return listen(logTailUrl(withoutPeriod(filters)), { hear, reread: list.refresh });
    });
    return () => {
      stopListening();
      stopMerging();
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

/** Whether nothing new can come into the list, because its period is over. */
export function hasEnded({ period, to }: Filters): boolean {
  return period === "custom" && Boolean(to) && Date.parse(toInstant(to!)) <= Date.now();
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

/** The filters as the API takes them. */
export function toQuery(filters: Filters): Record<string, string> {
  const { period, from, to } = filters;
  const given = withoutPeriod(filters);
  if (isPeriod(period)) return { ...given, from: rangeOf(period).from };
  if (period !== "custom") return given;
  return { ...given, ...(from && { from: toInstant(from) }), ...(to && { to: toInstant(to) }) };
}

function withoutPeriod({ period: _, from: _from, to: _to, ...filters }: Filters): Record<string, string> {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value));
}

/** What `<input type=datetime-local>` gives is local time. */
function toInstant(local: string): string {
  const date = new Date(local);
  return Number.isNaN(date.getTime()) ? local : date.toISOString();
}
