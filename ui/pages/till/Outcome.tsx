import { useEffect, useRef } from "preact/hooks";
import type { Purchase } from "../../api-sales.ts";
import { Receipt } from "../../components/Receipt.tsx";
import { Icon } from "../../components/Icon.tsx";
import { nameOf } from "../../i18n/client-name.ts";
import { formatCount, formatPrice } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";
import { announce } from "../../models/announcer.ts";
import { till } from "../../models/till.ts";

/** What became of a sale: sold, or stored to wait for stock. */
export function Outcome(props: { purchase: Purchase; expectedCents: number }) {
  const { purchase, expectedCents } = props;
  const { id, fulfilled, totalCents, items } = purchase;
  const heading = useRef<HTMLHeadingElement>(null);
  const next = useRef<HTMLButtonElement>(null);
  const words = t.value.till;
  const client = till.client.value ? nameOf(till.client.value) : "";
  const told = { id, client, total: formatPrice(totalCents) };
  const title = fill(fulfilled ? words.sold : words.waits, told);
  useEffect(() => {
    // Enter goes on to the next sale; one that waits is to be read first.
    (fulfilled ? next : heading).current?.focus();
    announce(`${title}. ${fill(fulfilled ? words.soldTo : words.waitsHelp, told)}`);
    // Printing hides the button, which may lose the focus over it.
    const goOn = () => next.current?.focus();
    addEventListener("afterprint", goOn);
    return () => removeEventListener("afterprint", goOn);
  }, []);
  return (
    <>
      <section class={`till-outcome ${fulfilled ? "is-sold" : "is-waiting"}`} aria-labelledby="till-outcome">
        <span class="till-sign">
          <Icon name={fulfilled ? "check" : "warning"} />
        </span>
        <h2 id="till-outcome" ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <p>{fill(fulfilled ? words.soldTo : words.waitsHelp, told)}</p>
        {totalCents !== expectedCents && (
          <p class="till-waits">{fill(words.priceChanged, { expected: formatPrice(expectedCents) })}</p>
        )}
        {!fulfilled && (
          <ul class="till-missing">
            {items
              .filter(({ shortfall }) => shortfall > 0)
              .map(({ productId, title, shortfall }) => (
                <li key={productId}>{fill(formatCount(shortfall, words.missingOf), { title })}</li>
              ))}
          </ul>
        )}
        <div class="form-actions">
          <button type="button" class="button button-primary" ref={next} onClick={till.next}>
            {words.next}
            {fulfilled && <kbd aria-hidden="true">Enter</kbd>}
          </button>
          {fulfilled && (
            <button type="button" class="button" onClick={() => print()}>
              {words.print}
            </button>
          )}
          <a class="button" href={`/purchases/${id}`} onClick={till.next}>
            {words.open}
          </a>
        </div>
      </section>
      <Receipt purchase={purchase} client={client} />
    </>
  );
}
