import { useEffect, useRef } from "preact/hooks";
import type { Stock } from "../../api-stock.ts";
import { Choice } from "../../components/Choice.tsx";
import { Field } from "../../components/Field.tsx";
import { useModel } from "../../components/hooks.ts";
import { FailureNotice } from "../../components/Notice.tsx";
import { formatNumber } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";
import { createMoveForm, deltaOf, MOVES } from "../../models/product-stock.ts";

/** Receives stock, writes it off, or corrects it to what was counted. */
export function MovePanel(props: {
  stock: Stock;
  /** How many there are after it. */
  onMoved: (available: number) => void;
  /** Reads anew how many there are. */
  reread: () => Promise<void>;
}) {
  const { stock } = props;
  const form = useModel(createMoveForm);
  const element = useRef<HTMLFormElement>(null);
  const words = t.value.stock;
  const move = form.move.value;
  const wrong = form.wrong.value;
  const { quantity, note } = form.draft.value;
  const failure = form.failure.value;
  const tooFew = failure?.errors.some(({ code }) => code === "too_few") ?? false;
  useEffect(() => {
    if (!wrong && !tooFew) return;
    const name = wrong === "note" ? "note" : "quantity";
    const field = element.current?.querySelector<HTMLInputElement>(`[name="${name}"]`);
    field?.focus();
    field?.select();
  }, [wrong, failure]);

  async function submit(event: Event) {
    event.preventDefault();
    const movement = await form.save(stock, props.reread);
    if (movement) props.onMoved(movement.available);
  }
  const isCount = move === "corrected";
  const delta = deltaOf(move, quantity, stock.available);
  const wrongQuantity = {
    quantity: words.missingQuantity,
    count: words.missingCount,
    same: words.noDifference,
    note: undefined,
  };
  const signed = delta === null ? "" : `${delta > 0 ? "+" : "−"}${formatNumber(Math.abs(delta))}`;
  return (
    <form
      class="form stock-move"
      ref={element}
      noValidate
      aria-labelledby="stock-move"
      onSubmit={(event) => void submit(event)}
    >
      <h2 id="stock-move">{words.move}</h2>
      <Choice
        legend={words.move}
        name="move"
        options={MOVES.map((value) => ({ value, label: words.kinds[value] }))}
        value={move}
        onChoose={form.choose}
      />
      <p class="field-hint">{words.kindHelp[move]}</p>
      {failure && !tooFew && <FailureNotice failure={failure} title={words.notMoved} />}
      <Field
        name="quantity"
        label={isCount ? words.counted : words.quantity}
        required
        inputMode="numeric"
        autocomplete="off"
        value={quantity}
        error={
          tooFew
            ? fill(words.tooFew, { n: formatNumber(stock.available) })
            : wrong
              ? wrongQuantity[wrong]
              : undefined
        }
        onText={(text) => form.type("quantity", text)}
      >
        {isCount && delta !== null && (
          <p class="stock-delta" role="status">
            {delta === 0
              ? words.noDifference
              : fill(words.difference, { delta: signed, n: formatNumber(stock.available) })}
          </p>
        )}
      </Field>
      <Field
        name="note"
        label={words.note}
        hint={words.noteHint[move]}
        required={isCount}
        autocomplete="off"
        maxLength={200}
        value={note}
        error={wrong === "note" ? words.missingNote : undefined}
        onText={(text) => form.type("note", text)}
      />
      <div class="form-actions">
        <button type="submit" class="button button-primary" aria-disabled={form.saving.value}>
          {form.saving.value ? t.value.common.saving : words.save[move]}
        </button>
      </div>
    </form>
  );
}
