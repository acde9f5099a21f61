import { useState } from "preact/hooks";
import type { Purchase } from "../../api-sales.ts";
import { useLater } from "../../components/hooks.ts";
import { formatPrice } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";
import type { PurchaseActions } from "../../models/purchase.ts";
import { may } from "../../models/session.ts";

/** Fulfils a purchase that waits, takes items back, cancels, prints. */
export function PurchaseButtons(props: {
  purchase: Purchase;
  actions: PurchaseActions;
  /** What happened. */
  onDone: (text: string) => void;
}) {
  const { purchase, actions, onDone } = props;
  const { id, items, fulfilled, cancelled } = purchase;
  const [asking, setAsking] = useState<"cancel" | "return" | null>(null);
  const cancelling = useLater(() => import("./CancelDialog.tsx"));
  const returning = useLater(() => import("./ReturnDialog.tsx"));
  const words = t.value.sales;
  const busy = actions.saving.value;
  const canReturn = fulfilled && items.some(({ quantity, returned }) => returned < quantity);
  const close = () => setAsking(null);
  async function fulfil() {
    if (await actions.fulfil()) onDone(fill(words.fulfilled, { id }));
  }
  return (
    <>
      {may("sales:write") && !cancelled && (
        <>
          {!fulfilled && (
            <button
              type="button"
              class="button button-primary"
              aria-disabled={busy}
              onClick={() => void fulfil()}
            >
              {words.fulfil}
            </button>
          )}
          {canReturn && (
            <button type="button" class="button" aria-disabled={busy} onClick={() => setAsking("return")}>
              {words.return}
            </button>
          )}
          <button
            type="button"
            class="button button-danger"
            aria-disabled={busy}
            onClick={() => setAsking("cancel")}
          >
            {words.cancel}
          </button>
        </>
      )}
      <button type="button" class="button" onClick={() => print()}>
        {words.print}
      </button>
      {asking === "cancel" && cancelling && (
        <cancelling.CancelDialog
          purchase={purchase}
          busy={busy}
          onClose={close}
          onCancel={async (reason) => {
            close();
            if (await actions.cancel(reason)) onDone(fill(words.cancelled, { id }));
          }}
        />
      )}
      {asking === "return" && returning && (
        <returning.ReturnDialog
          purchase={purchase}
          busy={busy}
          onClose={close}
          onReturn={async (given, cents) => {
            close();
            if (await actions.takeBack(given)) onDone(fill(words.returnedNow, { total: formatPrice(cents) }));
          }}
        />
      )}
    </>
  );
}
