import { useState } from "preact/hooks";
import type { Bucket, LogStats } from "../../api.ts";
import { type Column, DataTable } from "../../components/DataTable.tsx";
import { formatNumber, formatTime, type Moment } from "../../i18n/format.ts";
import { t } from "../../i18n/language.ts";
import type { HeatMap } from "../../models/heat-map.ts";
import { nameOfBand } from "./bands.ts";

type Row = Bucket & { counts: number[] };

/** The same as a table, made when somebody opens it: the buckets in which something was, the newest first. */
export function HeatTable(props: {
  stats: LogStats;
  heat: NonNullable<LogStats["heat"]>;
  map: HeatMap;
  moment: Moment;
}) {
  const [open, setOpen] = useState(false);
  return (
    <details class="heat-details" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t.value.analysis.heatTable}</summary>
      {open && <Table {...props} />}
    </details>
  );
}

function Table({ stats, heat, map, moment }: Parameters<typeof HeatTable>[0]) {
  const { analysis: words } = t.value;
  const rows = stats.buckets
    .map((bucket, index): Row => ({ ...bucket, counts: heat.counts[index] ?? [] }))
    .filter(({ count }) => count > 0)
    .toReversed();
  const columns: Column<Row>[] = [
    { key: "start", title: words.time, cell: ({ start }) => formatTime(start, moment) },
    { key: "all", title: words.all, numeric: true, cell: ({ count }) => formatNumber(count) },
    ...map.bands.map((band, row) => ({
      key: `band-${row}`,
      title: nameOfBand(band),
      numeric: true,
      cell: ({ counts }: Row) => formatNumber(counts[map.first + row] ?? 0),
    })),
  ];
  return (
    <div class="scroller" tabIndex={0} role="group" aria-label={words.heatTable}>
      <DataTable
        class="bucket-table"
        caption={words.heatTable}
        columns={columns}
        rows={rows}
        rowKey={({ start }) => start}
      />
    </div>
  );
}
