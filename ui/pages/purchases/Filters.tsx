import { useEffect, useState } from "preact/hooks";
import { Filter } from "../../components/Field.tsx";
import { useTyping } from "../../components/hooks.ts";
import { formatCount } from "../../i18n/format.ts";
import { t } from "../../i18n/language.ts";
import { PURCHASE_STATES, type PurchaseFilters } from "../../models/purchase-filters.ts";
import { parseReais } from "../../models/reais.ts";
import { ClientFilter, ProductFilter } from "./ThingFilters.tsx";

export type Change = (changes: PurchaseFilters, how: { replace: boolean }) => void;

/** The filters of the purchases. On phones they fold away behind a button. */
export function Filters(props: {
  filters: PurchaseFilters;
  active: number;
  onChange: Change;
  onClear: () => void;
}) {
  const { filters, active, onChange } = props;
  const words = t.value.sales;
  const [open, setOpen] = useState(active > 0);
  return (
    <section aria-label={words.filters}>
      <button type="button" class="button filters-toggle" aria-expanded={open} onClick={() => setOpen(!open)}>
        {words.filters}
        {active > 0 && ` · ${formatCount(active, words.activeFilters)}`}
      </button>
      <form
        class={`filters purchase-filters ${open ? "is-open" : ""}`}
        onSubmit={(event) => event.preventDefault()}
      >
        <ClientFilter id={filters.client} onChange={onChange} />
        <ProductFilter id={filters.product} onChange={onChange} />
        <Filter label={words.state}>
          <select
            class="control"
            name="state"
            value={filters.state ?? ""}
            onChange={(event) => onChange({ state: event.currentTarget.value }, { replace: false })}
          >
            <option value="">{words.states.all}</option>
            {PURCHASE_STATES.map((state) => (
              <option key={state} value={state}>
                {words.states[state]}
              </option>
            ))}
          </select>
        </Filter>
        {(["from", "to"] as const).map((name) => (
          <Filter key={name} label={words[name]}>
            <input
              type="date"
              class="control"
              name={name}
              value={filters[name] ?? ""}
              onChange={(event) => onChange({ [name]: event.currentTarget.value }, { replace: false })}
            />
          </Filter>
        ))}
        <TotalFilter name="totalFrom" {...props} />
        <TotalFilter name="totalTo" {...props} />
        {active > 0 && (
          <button type="button" class="button" onClick={props.onClear}>
            {words.clearFilters}
          </button>
        )}
      </form>
    </section>
  );
}

function TotalFilter(props: { name: "totalFrom" | "totalTo"; filters: PurchaseFilters; onChange: Change }) {
  const { name, filters, onChange } = props;
  const words = t.value.sales;
  const [text, setText] = useTyping(filters[name] ?? "", (typed) =>
    onChange({ [name]: typed }, { replace: true }),
  );
  const [isWrong, setWrong] = useState(false);
  useEffect(() => setWrong(text.trim() !== "" && parseReais(text) === null), [text]);
  return (
    <Filter label={words[name]}>
      <input
        class="control"
        name={name}
        type="text"
        inputMode="decimal"
        autocomplete="off"
        maxLength={14}
        title={isWrong ? words.wrongPrice : undefined}
        aria-invalid={isWrong || undefined}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
    </Filter>
  );
}
