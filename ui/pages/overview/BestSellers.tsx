import type { BestSeller, SalesSummary } from "../../api-sales-summary.ts";
import { type Column, DataTable } from "../../components/DataTable.tsx";
import { formatNumber, formatPrice } from "../../i18n/format.ts";
import { t } from "../../i18n/language.ts";

/** What sold best, each with the way to its page. */
export function BestSellers({ summary }: { summary: SalesSummary }) {
  const words = t.value.salesOverview;
  const columns: Column<BestSeller>[] = [
    {
      key: "title",
      title: words.product,
      cell: ({ productId, title }) => <a href={`/catalog/${productId}`}>{title}</a>,
    },
    { key: "kind", title: words.kind, cell: ({ kind }) => words.kinds[kind] },
    { key: "units", title: words.units, numeric: true, cell: ({ units }) => formatNumber(units) },
    {
      key: "revenue",
      title: words.revenue,
      numeric: true,
      cell: ({ revenueCents }) => formatPrice(revenueCents),
    },
  ];
  return (
    <section aria-labelledby="best-sellers-title">
      <h2 id="best-sellers-title">{words.bestSellers}</h2>
      <DataTable
        class="sales-table"
        caption={words.bestSellers}
        columns={columns}
        rows={summary.bestSellers}
        rowKey={({ productId }) => productId}
      />
      {!summary.bestSellersExact && <p class="soft">{words.inexact}</p>}
    </section>
  );
}
