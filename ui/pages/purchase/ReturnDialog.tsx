import { useState } from "preact/hooks";
import type { Purchase, Return } from "../../api-sales.ts";
import { Dialog } from "../../components/Dialog.tsx";
import { Field } from "../../components/Field.tsx";
import { Quantity } from "../../components/Quantity.tsx";
import { formatNumber, formatPrice } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";

/** Asks how many of each item come back, and why. */
export function ReturnDialog(props: {
  purchase: Purchase;
  busy: boolean;
  onReturn: (given: Return, cents: number) => Promise<void>;
  onClose: () => void;
}) {
  const { purchase, busy } = props;
  const [counts, setCounts] = useState<Record<number, number>>({});
  const [reason, setReason] = useState("");
  const [isMissing, setMissing] = useState(false);
  const words = t.value.sales;
  const rest = purchase.items.filter(({ quantity, returned }) => returned < quantity);
  const back = rest.filter(({ productId }) => (counts[productId] ?? 0) > 0);
  const cents = back.reduce((sum, { productId, priceCents }) => sum + priceCents * counts[productId]!, 0);
  function submit(event: Event) {
    event.preventDefault();
    setMissing(back.length === 0);
    if (back.length === 0 || busy) return;
    const items = back.map(({ productId }) => ({ productId, quantity: counts[productId]! }));
    const why = reason.trim();
    void props.onReturn({ items, ...(why && { reason: why }) }, cents);
  }
  return (
    <Dialog title={words.returnTitle} onClose={props.onClose}>
      <form class="form" noValidate onSubmit={submit}>
        <ul role="list" class="returns">
          {rest.map(({ productId, title, quantity, returned }) => {
            const most = quantity - returned;
            const of = { n: formatNumber(most) };
            return (
              <li key={productId}>
                <span>
                  <b>{title}</b> <span class="soft">{fill(words.ofLeft, of)}</span>
                </span>
                <Quantity
                  value={counts[productId] ?? 0}
                  min={0}
                  max={most}
                  name={`return-${productId}`}
                  title={title}
                  words={{ ...words.counting, quantityOf: fill(words.returnOf, of) }}
                  onChange={(count) => setCounts({ ...counts, [productId]: count })}
                />
              </li>
            );
          })}
        </ul>
        {isMissing && back.length === 0 && (
          <p class="field-error" role="alert">
            {words.returnNone}
          </p>
        )}
        {back.length > 0 && <p role="status">{fill(words.returnHelp, { total: formatPrice(cents) })}</p>}
        <Field
          name="reason"
          label={words.cancelReason}
          autocomplete="off"
          maxLength={200}
          value={reason}
          onText={setReason}
        />
        <div class="form-actions">
          <button type="submit" class="button button-primary" aria-disabled={busy}>
            {words.returnDone}
          </button>
          <button type="button" class="button" onClick={props.onClose}>
            {t.value.common.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
