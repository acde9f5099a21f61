import type { QueueHour } from "../../api-workflows.ts";
import { type Column, DataTable } from "../../components/DataTable.tsx";
import { useSorting } from "../../components/sorting.ts";
import { formatSpan } from "../../i18n/ages.ts";
import { formatNumber, formatTime, type Moment } from "../../i18n/format.ts";
import { t } from "../../i18n/language.ts";

const VALUES = {
  at: ({ at }: QueueHour) => at,
  open: ({ open }: QueueHour) => open,
  oldestMs: ({ oldestMs }: QueueHour) => oldestMs,
  inserted: ({ inserted }: QueueHour) => inserted,
  consumed: ({ consumed }: QueueHour) => consumed,
  dead: ({ dead }: QueueHour) => dead,
};

/** What the charts show, in figures. */
export function HourTable({ hours, moment }: { hours: QueueHour[]; moment: Moment }) {
  const words = t.value.workflows.charts;
  const { sort, setSort, sorted } = useSorting(hours, VALUES, { key: "at", descending: true });
  const numeric = (key: "open" | "oldestMs" | "inserted" | "consumed" | "dead", title: string) => ({
    key,
    title,
    sortable: true,
    numeric: true,
    cell: (hour: QueueHour) => (key === "oldestMs" ? formatSpan(hour[key]) : formatNumber(hour[key])),
  });
  const columns: Column<QueueHour>[] = [
    { key: "at", title: words.hour, sortable: true, cell: ({ at }) => formatTime(at, moment) },
    numeric("open", words.open),
    numeric("oldestMs", words.age),
    numeric("inserted", words.inserted),
    numeric("consumed", words.consumed),
    numeric("dead", words.dead),
  ];
  return (
    <details class="hour-figures">
      <summary>{words.table}</summary>
      <div class="scroller" tabIndex={0} role="group" aria-label={words.table}>
        <DataTable
          class="bucket-table"
          caption={words.table}
          columns={columns}
          rows={sorted}
          rowKey={({ at }) => at}
          rowClass={({ inserted, consumed, open }) =>
            inserted + consumed + open === 0 ? "is-quiet" : undefined
          }
          sort={sort}
          onSort={setSort}
        />
      </div>
    </details>
  );
}
