import type { Trace } from "../../api-traces.ts";
import { StatusCode } from "../../components/Badge.tsx";
import { type Column, DataTable } from "../../components/DataTable.tsx";
import { formatDuration, formatTime } from "../../i18n/format.ts";
import { t } from "../../i18n/language.ts";

type Entry = Trace["entries"][number];

/** What the log has under one id: requests, and messages that they sent. */
export function Entries({ entries }: { entries: Entry[] }) {
  const words = t.value.requests;
  const columns: Column<Entry>[] = [
    {
      key: "time",
      title: words.time,
      cell: ({ time }) => <time dateTime={time}>{formatTime(time, "exact")}</time>,
    },
    { key: "method", title: words.method, cell: ({ method }) => <code>{method}</code> },
    { key: "path", title: words.fullPath, cell: ({ path }) => <code>{path}</code> },
    { key: "service", title: words.service, cell: ({ service }) => service },
    { key: "status", title: words.status, cell: ({ status }) => <StatusCode status={status} /> },
    {
      key: "duration",
      title: words.duration,
      numeric: true,
      cell: ({ durationMs }) => formatDuration(durationMs),
    },
  ];
  return (
    <section class="trace-section" aria-labelledby="entries-title">
      <h2 id="entries-title">{t.value.trace.entries}</h2>
      <DataTable
        class="request-table entry-table"
        caption={t.value.trace.entries}
        columns={columns}
        rows={entries}
        rowKey={({ id }) => id}
      />
    </section>
  );
}
