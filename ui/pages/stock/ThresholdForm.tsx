import type { Stock } from "../../api-stock.ts";
import { Field } from "../../components/Field.tsx";
import { useModel } from "../../components/hooks.ts";
import { FailureNotice } from "../../components/Notice.tsx";
import { formatNumber } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";
import type { Resource } from "../../models/resource.ts";
import { createThreshold } from "../../models/threshold.ts";

/** Says from when on a product is low. */
export function ThresholdForm(props: { read: Resource<string, Stock>; onSaved: (text: string) => void }) {
  const { read, onSaved } = props;
  const threshold = useModel(() => createThreshold(read));
  const words = t.value.stock;
  const stored = read.data.value?.lowAt ?? null;
  const failure = threshold.failure.value;
  const rival = threshold.rival.value;
  async function submit(event: Event) {
    event.preventDefault();
    if (!(await threshold.save())) return;
    const { lowAt = null } = read.data.value ?? {};
    onSaved(lowAt === null ? words.thresholdCleared : fill(words.thresholdSaved, { n: formatNumber(lowAt) }));
  }
  return (
    <form class="form stock-threshold" noValidate onSubmit={(event) => void submit(event)}>
      {failure && !rival && <FailureNotice failure={failure} title={words.thresholdFailed} />}
      {rival && (
        <p class="refusal" role="alert">
          {fill(words.thresholdOvertaken, {
            n: rival.lowAt === null ? words.never : formatNumber(rival.lowAt),
          })}
        </p>
      )}
      <Field
        name="lowAt"
        label={words.threshold}
        hint={words.thresholdHint}
        inputMode="numeric"
        autocomplete="off"
        maxLength={6}
        value={threshold.text.value ?? String(stored ?? "")}
        error={threshold.isWrong.value ? words.thresholdWrong : undefined}
        onText={threshold.type}
      />
      <div class="form-actions">
        <button type="submit" class="button" aria-disabled={threshold.saving.value}>
          {threshold.saving.value ? t.value.common.saving : words.saveThreshold}
        </button>
      </div>
    </form>
  );
}
