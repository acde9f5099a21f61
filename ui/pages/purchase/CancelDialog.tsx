import { useState } from "preact/hooks";
import type { Purchase } from "../../api-sales.ts";
import { Dialog } from "../../components/Dialog.tsx";
import { Field } from "../../components/Field.tsx";
import { formatNumber } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";

/** Asks for the reason of a cancellation, and says what goes back into the stock. */
export function CancelDialog(props: {
  purchase: Purchase;
  busy: boolean;
  onCancel: (reason: string) => Promise<void>;
  onClose: () => void;
}) {
  const { purchase, busy } = props;
  const [reason, setReason] = useState("");
  const [isMissing, setMissing] = useState(false);
  const words = t.value.sales;
  const back = purchase.fulfilled
    ? purchase.items.filter(({ quantity, returned }) => returned < quantity)
    : [];
  function submit(event: Event) {
    event.preventDefault();
    const given = reason.trim();
    setMissing(given === "");
    if (given && !busy) void props.onCancel(given);
    else document.querySelector<HTMLInputElement>('dialog [name="reason"]')?.focus();
  }
  return (
    <Dialog
      title={fill(words.cancelTitle, { id: purchase.id })}
      intro={words.cancelHelp}
      isQuestion
      onClose={props.onClose}
    >
      <form class="form" noValidate onSubmit={submit}>
        {back.length === 0 ? (
          <p>{words.nothingBack}</p>
        ) : (
          <div>
            <p>{words.goesBack}</p>
            <ul class="goes-back">
              {back.map(({ productId, title, quantity, returned }) => (
                <li key={productId}>
                  {fill(words.timesOf, { n: formatNumber(quantity - returned), title })}
                </li>
              ))}
            </ul>
          </div>
        )}
        <Field
          name="reason"
          label={words.cancelReason}
          hint={words.cancelReasonHint}
          required
          autocomplete="off"
          maxLength={200}
          value={reason}
          error={isMissing ? t.value.fieldErrors.required : undefined}
          onText={setReason}
        />
        <div class="form-actions">
          <button type="submit" class="button button-danger" aria-disabled={busy}>
            {words.cancel}
          </button>
          <button type="button" class="button" onClick={props.onClose}>
            {words.keep}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
