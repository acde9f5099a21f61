import { useMemo } from "preact/hooks";
import type { Bucket, LogStats } from "../../api.ts";
import { Chart } from "../../components/chart/Chart.tsx";
import { type Column, DataTable } from "../../components/DataTable.tsx";
import { useSorting } from "../../components/sorting.ts";
import {
  formatCompact,
  formatDuration,
  formatMs,
  formatNumber,
  formatTime,
  type Moment,
} from "../../i18n/format.ts";
import { language, t } from "../../i18n/language.ts";
import { deploysIn, toMarks } from "../../models/deploys.ts";
import { HeatMap } from "./HeatMap.tsx";
import { describeDeploys } from "./versions.ts";

const PERCENTILES = ["p50", "p95", "p99"] as const;

const VALUES = {
  start: (bucket: Bucket) => bucket.start,
  count: (bucket: Bucket) => bucket.count,
  errors: (bucket: Bucket) => bucket.errors,
  p50: (bucket: Bucket) => bucket.p50,
  p95: (bucket: Bucket) => bucket.p95,
  p99: (bucket: Bucket) => bucket.p99,
};

/** Volume, errors and latency over time: two charts and a map, and beside them the table with the same figures. */
export function OverTime({ stats }: { stats: LogStats }) {
  const words = t.value.analysis;
  const { buckets, bucketSeconds } = stats;
  const tipTitle = (index: number) => formatTime(buckets[index]?.start ?? stats.to, "dateTime");
  const tipNotes = (index: number) => describeDeploys(deploysIn(stats, index));
  const marks = toMarks(stats);
  const [volume, latency] = useMemo(
    () => [
      [
        { name: words.answered, values: buckets.map((bucket) => bucket.count - bucket.errors) },
        { name: words.failed, values: buckets.map((bucket) => bucket.errors) },
      ],
      PERCENTILES.map((name) => ({ name: words[name], values: buckets.map((bucket) => bucket[name]) })),
    ],
    [buckets, words],
  );
  const spansDays = Date.parse(stats.to) - Date.parse(stats.from) > 36 * 3_600_000;
  const moment = !spansDays ? "time" : bucketSeconds < 6 * 3600 ? "dayTime" : "day";
  const labels = useMemo(
    () => buckets.map((bucket) => formatTime(bucket.start, moment)),
    [buckets, language.value],
  );
  const rowMoment = spansDays ? "dayTime" : bucketSeconds < 60 ? "timeSeconds" : "time";
  return (
    <div class="over-time">
      <div class="charts">
        <Chart
          title={words.volume}
          kind="bars"
          class="chart-volume"
          labels={labels}
          series={volume}
          formatY={(value) => (Number.isInteger(value) ? formatCompact(value) : "")}
          formatValue={(value) => formatNumber(value ?? 0)}
          tipTitle={tipTitle}
          tipNotes={tipNotes}
          marks={marks}
        />
        <Chart
          title={words.latency}
          kind="lines"
          class="chart-latency"
          labels={labels}
          series={latency}
          formatY={(value) => `${formatCompact(value)} ms`}
          formatValue={formatDuration}
          tipTitle={tipTitle}
          tipNotes={tipNotes}
          marks={marks}
        />
        {stats.heat && <HeatMap stats={stats} heat={stats.heat} labels={labels} moment={rowMoment} />}
      </div>
      <BucketTable buckets={buckets} moment={rowMoment} />
    </div>
  );
}

function BucketTable({ buckets, moment }: { buckets: Bucket[]; moment: Moment }) {
  const words = t.value.analysis;
  const { sort, setSort, sorted } = useSorting(buckets, VALUES, { key: "start", descending: true });
  const columns: Column<Bucket>[] = [
    { key: "start", title: words.time, sortable: true, cell: (bucket) => formatTime(bucket.start, moment) },
    {
      key: "count",
      title: words.requests,
      sortable: true,
      numeric: true,
      cell: (bucket) => formatNumber(bucket.count),
    },
    {
      key: "errors",
      title: words.errors,
      sortable: true,
      numeric: true,
      cell: (bucket) => formatNumber(bucket.errors),
    },
    ...PERCENTILES.map((name) => ({
      key: name,
      title: words[name],
      sortable: true,
      numeric: true,
      cell: (bucket: Bucket) => formatMs(bucket[name]),
    })),
  ];
  return (
    <section class="buckets" aria-labelledby="buckets-title">
      <h2 id="buckets-title">{words.byTime}</h2>
      <div class="scroller" tabIndex={0} role="group" aria-labelledby="buckets-title">
        <DataTable
          class="bucket-table"
          caption={words.byTime}
          columns={columns}
          rows={sorted}
          rowKey={(bucket) => bucket.start}
          rowClass={(bucket) => (bucket.count === 0 ? "is-quiet" : undefined)}
          sort={sort}
          onSort={setSort}
        />
      </div>
    </section>
  );
}
