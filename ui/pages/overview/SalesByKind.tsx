import type { SalesSummary } from "../../api-sales-summary.ts";
import { type Column, DataTable } from "../../components/DataTable.tsx";
import { formatNumber, formatPercent, formatPrice } from "../../i18n/format.ts";
import { t } from "../../i18n/language.ts";

type KindFigures = SalesSummary["kinds"][number];

/** What each kind brought in: a table whose last column is the chart. */
export function SalesByKind({ summary: { kinds, total } }: { summary: SalesSummary }) {
  const words = t.value.salesOverview;
  const share = ({ revenueCents }: KindFigures) =>
    total.revenueCents === 0 ? 0 : revenueCents / total.revenueCents;
  const columns: Column<KindFigures>[] = [
    { key: "title", title: words.kind, cell: ({ kind }) => words.kinds[kind] },
    { key: "units", title: words.units, numeric: true, cell: ({ units }) => formatNumber(units) },
    {
      key: "revenue",
      title: words.revenue,
      numeric: true,
      cell: ({ revenueCents }) => formatPrice(revenueCents),
    },
    {
      key: "share",
      title: words.share,
      cell: (figures) => (
        <span class="share">
          <svg class="share-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
            <rect class="spread-p50" x={0} y={0} width={share(figures) * 100} height={10} />
          </svg>
          {formatPercent(Math.round(share(figures) * 1000) / 1000)}
        </span>
      ),
    },
  ];
  return (
    <section aria-labelledby="kinds-title">
      <h2 id="kinds-title">{words.byKind}</h2>
      <DataTable
        class="sales-table"
        caption={words.byKind}
        columns={columns}
        rows={kinds.toSorted((a, b) => b.revenueCents - a.revenueCents)}
        rowKey={({ kind }) => kind}
      />
    </section>
  );
}
