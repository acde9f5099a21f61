import { useEffect } from "preact/hooks";
import { FailureNotice } from "../../components/Notice.tsx";
import { describeFailure } from "../../i18n/failures.ts";
import { formatCount, formatPrice } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";
import { till } from "../../models/till.ts";

/** What it comes to, and the button that sells. */
export function Sum() {
  const words = t.value.till;
  const failure = till.failure.value;
  const isUncertain = till.isUncertain.value;
  const isShort = till.lines.value.some((line) => till.shortOf(line) !== null);
  const wrong = till.objections.value.products.keys().next().value;
  useEffect(() => {
    if (failure && wrong !== undefined) {
      document.querySelector<HTMLInputElement>(`[name="quantity-${wrong}"]`)?.focus();
    }
  }, [failure]);
  return (
    <section class="till-sum" aria-label={words.total}>
      {failure && (
        <FailureNotice
          failure={failure}
          title={isUncertain ? words.uncertain : words.failed}
          {...(isUncertain && { reason: fill(words.uncertainHelp, { reason: describeFailure(failure) }) })}
        />
      )}
      <p class="till-total">
        <span>{words.total}</span>
        <b>{formatPrice(till.totalCents.value)}</b>
        <span class="soft">{formatCount(till.count.value, words.units)}</span>
      </p>
      {isShort && <p class="till-waits">{words.willWait}</p>}
      <button
        type="button"
        class="button button-primary till-sell"
        aria-keyshortcuts="F2 Control+Enter"
        aria-disabled={till.saving.value}
        onClick={() => void till.sell()}
      >
        {till.saving.value ? words.selling : isUncertain ? words.again : words.sell}
        <kbd aria-hidden="true">F2</kbd>
      </button>
      {isUncertain && (
        <p class="till-ways">
          <a class="button" href="/purchases" target="_blank" rel="noopener">
            {words.look}
          </a>
          <button type="button" class="button" onClick={till.unlock}>
            {words.unlock}
          </button>
        </p>
      )}
      <p class="field-hint till-keys">{fill(words.keys, { key: "F2" })}</p>
    </section>
  );
}
