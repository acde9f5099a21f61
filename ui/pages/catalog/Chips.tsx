import { useFocus } from "../../components/hooks.ts";
import { Icon } from "../../components/Icon.tsx";
import { formatPrice } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";
import { centsOf, decadeOf, PRODUCT_STATES, type ProductFilters } from "../../models/product-filters.ts";
import type { Change } from "./change.ts";

/** The filters in use, each to be removed; those of the search field and the kinds are seen there. */
export function Chips(props: { filters: ProductFilters; onChange: Change; onClear: () => void }) {
  const { filters, onChange, onClear } = props;
  const words = t.value.catalog;
  const focus = useFocus();
  const chips = chipsOf(filters);
  if (chips.length === 0) return null;
  function remove(names: (keyof ProductFilters)[]) {
    onChange(Object.fromEntries(names.map((name) => [name, undefined])));
    focus(chips.length > 1 ? ".chip" : "[name=search]");
  }
  function clear() {
    onClear();
    focus("[name=search]");
  }
  return (
    <ul role="list" class="chips" aria-label={words.chosen}>
      {chips.map(({ names, text }) => (
        <li key={names.join()}>
          <button
            type="button"
            class="chip"
            aria-label={fill(words.removeFilter, { filter: text })}
            onClick={() => remove(names)}
          >
            <span>{text}</span>
            <Icon name="cross" />
          </button>
        </li>
      ))}
      <li>
        <button type="button" class="button button-small" onClick={clear}>
          {words.clearFilters}
        </button>
      </li>
    </ul>
  );
}

interface Chip {
  names: (keyof ProductFilters)[];
  text: string;
}

function chipsOf(filters: ProductFilters): Chip[] {
  const words = t.value.catalog;
  const state = PRODUCT_STATES.find((known) => known === filters.state);
  const named = (["genre", "artist", "author", "year"] as const).map((name) =>
    chip([name], words.facets[name], filters[name]),
  );
  return [
    ...named,
    ...yearChips(filters),
    ...(["priceFrom", "priceTo"] as const).map((name) => {
      const cents = centsOf(filters[name]);
      const how = name === "priceFrom" ? words.fromValue : words.toValue;
      return chip([name], words.price, cents === null ? undefined : fill(how, { value: formatPrice(cents) }));
    }),
    chip(["state"], words.facets.state, state && words.states[state]),
  ].filter((one) => one !== null);
}

function yearChips(filters: ProductFilters): (Chip | null)[] {
  const words = t.value.catalog;
  const { yearFrom, yearTo } = filters;
  const first = decadeOf(filters);
  if (first !== null) return [{ names: ["yearFrom", "yearTo"], text: fill(words.decade, { first }) }];
  return [
    chip(["yearFrom"], words.year, yearFrom && fill(words.fromValue, { value: yearFrom })),
    chip(["yearTo"], words.year, yearTo && fill(words.toValue, { value: yearTo })),
  ];
}

function chip(names: Chip["names"], name: string, value: string | undefined): Chip | null {
  return value ? { names, text: fill(t.value.catalog.chip, { name, value }) } : null;
}
