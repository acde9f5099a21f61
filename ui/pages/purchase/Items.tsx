import type { Purchase, PurchaseItem } from "../../api-sales.ts";
import { type Column, DataTable } from "../../components/DataTable.tsx";
import { formatCount, formatNumber, formatPrice } from "../../i18n/format.ts";
import { t } from "../../i18n/language.ts";
import { may } from "../../models/session.ts";

/** What was bought, at the prices of then, and what it comes to. */
export function Items({ purchase }: { purchase: Purchase }) {
  const words = t.value.sales;
  const { items, totalCents, returnedCents } = purchase;
  const columns: Column<PurchaseItem>[] = [
    { key: "title", title: words.item, cell: (item) => <Title item={item} purchase={purchase} /> },
    { key: "price", title: words.price, numeric: true, cell: ({ priceCents }) => formatPrice(priceCents) },
    {
      key: "quantity",
      title: words.quantity,
      numeric: true,
      cell: ({ quantity }) => formatNumber(quantity),
    },
    {
      key: "total",
      title: words.total,
      numeric: true,
      cell: ({ priceCents, quantity }) => formatPrice(priceCents * quantity),
    },
  ];
  return (
    <section class="purchase-items" aria-label={words.items}>
      <DataTable
        class="item-table"
        caption={words.items}
        columns={columns}
        rows={items}
        rowKey={({ productId }) => productId}
      />
      <dl class="purchase-sum">
        {returnedCents > 0 && (
          <>
            <div>
              <dt>{words.sum}</dt>
              <dd>{formatPrice(totalCents)}</dd>
            </div>
            <div>
              <dt>{words.returnedTotal}</dt>
              <dd>−{formatPrice(returnedCents)}</dd>
            </div>
          </>
        )}
        <div class="purchase-total">
          <dt>{returnedCents > 0 ? words.keptTotal : words.total}</dt>
          <dd>{formatPrice(totalCents - returnedCents)}</dd>
        </div>
      </dl>
    </section>
  );
}

function Title({ item, purchase }: { item: PurchaseItem; purchase: Purchase }) {
  const words = t.value.sales;
  const { productId, title, sku, returned, shortfall } = item;
  return (
    <>
      {may("catalog:read") ? <a href={`/catalog/${productId}`}>{title}</a> : title}
      {sku && <span class="product-by">{sku}</span>}
      {returned > 0 && <span class="item-note">{formatCount(returned, words.itemReturned)}</span>}
      {shortfall > 0 && !purchase.fulfilled && !purchase.cancelled && (
        <span class="item-note item-short">{formatCount(shortfall, words.itemShort)}</span>
      )}
    </>
  );
}
