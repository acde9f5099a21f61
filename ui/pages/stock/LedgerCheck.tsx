import { useEffect } from "preact/hooks";
import { Badge } from "../../components/Badge.tsx";
import { useModel } from "../../components/hooks.ts";
import { FailureNotice } from "../../components/Notice.tsx";
import { formatCount, formatNumber } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";
import { createReconciliation, type Proof } from "../../models/reconciliation.ts";

/** The button that proves that each stock is the sum of its movements, and what came of it. */
export function LedgerCheck() {
  const check = useModel(createReconciliation);
  useEffect(() => check.stop, []);
  const words = t.value.stock;
  const proof = check.proof.value;
  const failure = check.failure.value;
  return (
    <section class="ledger-check" aria-label={words.check}>
      <div class="ledger-start">
        <button
          type="button"
          class="button"
          aria-disabled={check.saving.value}
          onClick={() => void check.start()}
        >
          {words.check}
        </button>
        <p class="soft">{words.checkHelp}</p>
      </div>
      {failure && <FailureNotice failure={failure} title={words.checkFailed} />}
      <div role="status">{proof && !failure && <Result proof={proof} />}</div>
    </section>
  );
}

function Result({ proof }: { proof: Proof }) {
  const words = t.value.stock;
  const { products, mismatches, isDone } = proof;
  const movements = formatCount(proof.movements, words.movements);
  if (!isDone) return <p class="soft">{fill(words.checking, { movements })}</p>;
  if (mismatches.length === 0) {
    const counted = formatCount(products, words.products);
    return <Badge tone="ok">{fill(words.proved, { products: counted, movements })}</Badge>;
  }
  return (
    <>
      <Badge tone="error">{fill(words.differs, { n: formatNumber(mismatches.length) })}</Badge>
      <ul class="ledger-wrong">
        {mismatches.map((one) => (
          <li key={one.productId}>
            <a href={`/stock/${one.productId}`}>{fill(words.productNumber, { id: one.productId })}</a>:{" "}
            {fill(words.differsOne, {
              available: formatNumber(one.available),
              movements: formatNumber(one.movements),
            })}
          </li>
        ))}
      </ul>
    </>
  );
}
