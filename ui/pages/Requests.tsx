import { useEffect, useState } from "preact/hooks";
import { type LogEntry, logFileUrl } from "../api.ts";
import { ApiDownload } from "../components/ApiDownload.tsx";
import { StatusCode } from "../components/Badge.tsx";
import { type Column, DataTable } from "../components/DataTable.tsx";
import { useAddress, useModel } from "../components/hooks.ts";
import { LiveSwitch } from "../components/LiveSwitch.tsx";
import { LoadMore } from "../components/LoadMore.tsx";
import { EmptyNotice, FailureNotice, Skeleton } from "../components/Notice.tsx";
import { Page } from "../components/Page.tsx";
import { formatCount, formatDuration, formatTime } from "../i18n/format.ts";
import { fill, t } from "../i18n/language.ts";
import { type CallerNames, createCallerNames } from "../models/callers.ts";
import {
  countFilters,
  createRequestLog,
  FILTERS,
  type Filters,
  hasEnded,
  toQuery,
} from "../models/requests.ts";
import { RequestDetails } from "./requests/RequestDetails.tsx";
import { RequestFilters } from "./requests/RequestFilters.tsx";

/** From here on the reader has left the top, and rows must not move. */
const SCROLL_PX = 120;

/** The request log: live while its top is in sight, with every filter in the address. */
export default function Requests() {
  const { query, setQuery } = useAddress();
  const filters: Filters = Object.fromEntries(
    FILTERS.map((name) => [name, query[name]]).filter(([, value]) => value),
  );
  const log = useModel(createRequestLog);
  useEffect(() => log.follow(filters), [JSON.stringify(filters)]);
  useEffect(() => {
    const onScroll = () => (log.scrolled.value = scrollY > SCROLL_PX);
    addEventListener("scroll", onScroll, { passive: true });
    return () => removeEventListener("scroll", onScroll);
  }, []);
  const callers = useModel(createCallerNames);
  useEffect(() => callers.follow(), []);
  const [opened, setOpened] = useState<LogEntry | null>(null);

  const words = t.value.requests;
  const items = log.items.value;
  const failure = log.failure.value;
  const active = countFilters(filters);
  const shown = formatCount(items?.length ?? 0, words.shown);
  function resume() {
    scrollTo({ top: 0 });
    return log.resume();
  }
  const clear = () =>
    setQuery(Object.fromEntries(FILTERS.map((name) => [name, undefined])), { replace: false });
  return (
    <Page
      title={words.title}
      actions={
        <>
          {active > 0 && (
            <button type="button" class="button" onClick={clear}>
              {words.clearFilters}
            </button>
          )}
          {(["csv", "ndjson"] as const).map((format) => (
            <ApiDownload
              key={format}
              href={logFileUrl(format, toQuery(filters))}
              download={`requests.${format}`}
            >
              {words.exports[format]}
            </ApiDownload>
          ))}
          {!hasEnded(filters) && <LiveSwitch live={{ ...log, resume }} />}
        </>
      }
    >
      <RequestFilters filters={filters} callers={callers} active={active} onChange={setQuery} />
      {failure && <FailureNotice failure={failure} retry={() => void log.restart()} />}
      {!items && !failure && <Skeleton rows={14} />}
      {items && items.length > 0 && (
        <div class={log.busy.value === "first" ? "is-busy" : ""}>
          <RequestTable items={items} callers={callers} busy={log.busy.value !== null} onOpen={setOpened} />
          <LoadMore list={log} shown={shown} />
        </div>
      )}
      {items?.length === 0 && log.hasMore.value && <LoadMore list={log} shown={shown} />}
      {items?.length === 0 && !log.hasMore.value && !failure && (
        <EmptyNotice title={active ? words.noMatch : words.empty} help={active ? "" : words.emptyHelp} />
      )}
      {opened && <RequestDetails entry={opened} callers={callers} onClose={() => setOpened(null)} />}
    </Page>
  );
}

function RequestTable(props: {
  items: LogEntry[];
  callers: CallerNames;
  busy: boolean;
  onOpen: (entry: LogEntry) => void;
}) {
  const words = t.value.requests;
  const columns: Column<LogEntry>[] = [
    { key: "time", title: words.time, cell: ({ time }) => <time dateTime={time}>{formatWhen(time)}</time> },
    { key: "method", title: words.method, cell: ({ method }) => <code>{method}</code> },
    {
      key: "path",
      title: words.fullPath,
      cell: (entry) => (
        <button
          type="button"
          class="row-open"
          aria-label={fill(words.open, { method: entry.method, path: entry.path, status: entry.status })}
          onClick={() => props.onOpen(entry)}
        >
          <code>{entry.path}</code>
        </button>
      ),
    },
    { key: "service", title: words.service, cell: ({ service }) => service },
    { key: "caller", title: words.caller, cell: ({ caller }) => props.callers.nameOf(caller) ?? "–" },
    { key: "status", title: words.status, cell: ({ status }) => <StatusCode status={status} /> },
    {
      key: "duration",
      title: words.duration,
      numeric: true,
      cell: ({ durationMs }) => formatDuration(durationMs),
    },
  ];
  return (
    <DataTable
      class="request-table"
      caption={words.caption}
      columns={columns}
      rows={props.items}
      rowKey={(entry) => entry.id}
      busy={props.busy}
    />
  );
}

/** The time alone for today; with the day before it for earlier days. */
function formatWhen(time: string): string {
  const isToday = new Date(time).toDateString() === new Date().toDateString();
  return isToday
    ? formatTime(time, "timeSeconds")
    : `${formatTime(time, "day")} ${formatTime(time, "timeSeconds")}`;
}
