import { useMemo } from "preact/hooks";
import { type SalesDay, type SalesSummary, salesCsvUrl } from "../../api-sales-summary.ts";
import { ApiDownload } from "../../components/ApiDownload.tsx";
import { Chart } from "../../components/chart/Chart.tsx";
import { type Column, DataTable } from "../../components/DataTable.tsx";
import { useSorting } from "../../components/sorting.ts";
import { formatCompact, formatDay, formatNumber, formatPrice } from "../../i18n/format.ts";
import { fill, language, t } from "../../i18n/language.ts";
import { toBars } from "../../models/sales-overview.ts";

const VALUES = {
  day: ({ day }: SalesDay) => day,
  revenueCents: ({ revenueCents }: SalesDay) => revenueCents,
  purchases: ({ purchases }: SalesDay) => purchases,
  units: ({ units }: SalesDay) => units,
};

/** The revenue as a chart, and beside it the table with all figures of each day. */
export function SalesOverTime({ summary }: { summary: SalesSummary }) {
  const words = t.value.salesOverview;
  const { days } = summary;
  const bars = useMemo(() => toBars(days), [days]);
  const isWeekly = bars.length < days.length;
  const [labels, series] = useMemo(
    () => [
      bars.map(({ from }) => formatDay(from).slice(0, 5)),
      [{ name: words.revenue, values: bars.map(({ revenueCents }) => revenueCents / 100) }],
    ],
    [bars, language.value],
  );
  const tipTitle = (index: number) => {
    const { from, to } = bars[index] ?? bars[0]!;
    return from === to ? formatDay(from) : fill(words.weekOf, { from: formatDay(from), to: formatDay(to) });
  };
  return (
    <div class="over-time">
      <div class="charts">
        <Chart
          title={isWeekly ? words.byWeek : words.byDay}
          kind="bars"
          class="chart-revenue"
          labels={labels}
          series={series}
          formatY={formatCompact}
          formatValue={(reais) => formatPrice((reais ?? 0) * 100)}
          tipTitle={tipTitle}
        />
      </div>
      <DayTable summary={summary} />
    </div>
  );
}

function DayTable({ summary }: { summary: SalesSummary }) {
  const words = t.value.salesOverview;
  const { sort, setSort, sorted } = useSorting(summary.days, VALUES, { key: "day", descending: true });
  const numeric = (key: "revenueCents" | "purchases" | "units", title: string): Column<SalesDay> => ({
    key,
    title,
    sortable: true,
    numeric: true,
    cell: (day) => (key === "revenueCents" ? formatPrice(day[key]) : formatNumber(day[key])),
  });
  const columns: Column<SalesDay>[] = [
    { key: "day", title: words.day, sortable: true, cell: ({ day }) => formatDay(day, true) },
    numeric("revenueCents", words.revenue),
    numeric("purchases", words.purchases),
    numeric("units", words.units),
  ];
  return (
    <section class="buckets" aria-labelledby="days-title">
      <div class="section-head">
        <h2 id="days-title">{words.days}</h2>
        <ApiDownload href={salesCsvUrl(summary)} download="sales.csv">
          {words.exportCsv}
        </ApiDownload>
      </div>
      <div class="scroller" tabIndex={0} role="group" aria-labelledby="days-title">
        <DataTable
          class="bucket-table"
          caption={words.days}
          columns={columns}
          rows={sorted}
          rowKey={({ day }) => day}
          rowClass={({ purchases }) => (purchases === 0 ? "is-quiet" : undefined)}
          sort={sort}
          onSort={setSort}
        />
      </div>
    </section>
  );
}
