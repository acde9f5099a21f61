import { useId } from "preact/hooks";
import { Filter } from "../../components/Field.tsx";
import { useTyping } from "../../components/hooks.ts";
import { t } from "../../i18n/language.ts";
import { centsOf, type ProductFilters } from "../../models/product-filters.ts";
import type { Change } from "./change.ts";

interface Props {
  filters: ProductFilters;
  onChange: Change;
}

/** From one year to another. */
export function YearRange(props: Props) {
  return (
    <div class="range">
      <End name="yearFrom" {...props} />
      <End name="yearTo" {...props} />
    </div>
  );
}

/** From one price to another, in reais. */
export function PriceRange(props: Props) {
  const { priceFrom, priceTo } = props.filters;
  const wrong = [priceFrom, priceTo].some((text) => text && centsOf(text) === null);
  const id = useId();
  return (
    <>
      <div class="range">
        <End name="priceFrom" described={wrong ? id : undefined} {...props} />
        <End name="priceTo" described={wrong ? id : undefined} {...props} />
      </div>
      {wrong && (
        <p id={id} class="field-error">
          {t.value.catalog.wrongPrice}
        </p>
      )}
    </>
  );
}

function End(
  props: Props & {
    name: "yearFrom" | "yearTo" | "priceFrom" | "priceTo";
    described?: string | undefined;
  },
) {
  const { name, filters, onChange } = props;
  const words = t.value.catalog;
  const isYear = name.startsWith("year");
  const [text, setText] = useTyping(filters[name] ?? "", (typed) =>
    onChange({ [name]: typed, ...(isYear && { year: undefined }) }, { replace: true }),
  );
  const isWrong = !isYear && text.trim() !== "" && centsOf(text) === null;
  return (
    <Filter label={name.endsWith("From") ? words.from : words.to}>
      <input
        class="control"
        name={name}
        type="text"
        inputMode={isYear ? "numeric" : "decimal"}
        autocomplete="off"
        maxLength={isYear ? 4 : 14}
        aria-label={`${isYear ? words.facets.year : words.facets.price}: ${name.endsWith("From") ? words.from : words.to}`}
        aria-invalid={isWrong || undefined}
        aria-describedby={isWrong ? props.described : undefined}
        value={text}
        onInput={({ currentTarget: { value } }) => setText(isYear ? value.replace(/\D/g, "") : value)}
      />
    </Filter>
  );
}
