import type { Purchase } from "../api-sales.ts";
import { formatNumber, formatPrice, formatTime } from "../i18n/format.ts";
import { fill, t } from "../i18n/language.ts";

/** A purchase on a strip of paper: seen only when the page is printed, and then alone. */
export function Receipt({ purchase, client }: { purchase: Purchase; client: string }) {
  const words = t.value.sales;
  const { receipt } = words;
  const { id, items, totalCents, returnedCents, fulfilled, cancelled, createdAt, by } = purchase;
  return (
    <section class="receipt" aria-label={receipt.title}>
      <header>
        <p class="receipt-shop">{receipt.shop}</p>
        <p>
          {fill(receipt.number, { id })} · {formatTime(createdAt, "dateTime")}
        </p>
        {cancelled && <p class="receipt-mark">{receipt.cancelled}</p>}
        {!fulfilled && !cancelled && <p class="receipt-mark">{receipt.waits}</p>}
      </header>
      <p>{fill(receipt.client, { name: client })}</p>
      <ul role="list">
        {items.map(({ productId, title, quantity, priceCents }) => (
          <li key={productId}>
            <span class="receipt-title">{title}</span>
            <span>{fill(receipt.unit, { n: formatNumber(quantity), price: formatPrice(priceCents) })}</span>
            <span class="receipt-price">{formatPrice(quantity * priceCents)}</span>
          </li>
        ))}
      </ul>
      <dl>
        {returnedCents > 0 && (
          <div>
            <dt>{receipt.returned}</dt>
            <dd>−{formatPrice(returnedCents)}</dd>
          </div>
        )}
        <div class="receipt-total">
          <dt>{words.total}</dt>
          <dd>{formatPrice(totalCents - returnedCents)}</dd>
        </div>
      </dl>
      <footer>
        {by.kind === "person" && <p>{fill(receipt.by, { name: by.name })}</p>}
        <p>{receipt.notFiscal}</p>
        <p>{receipt.thanks}</p>
      </footer>
    </section>
  );
}
