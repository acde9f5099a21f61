import type { ComponentChildren } from "preact";
import type { ProductSort } from "../../api-catalog.ts";
import { Choice } from "../../components/Choice.tsx";
import { useTyping } from "../../components/hooks.ts";
import { SearchBox } from "../../components/SearchBox.tsx";
import { t } from "../../i18n/language.ts";
import { type CatalogView, chooseView, VIEWS } from "../../models/catalog-view.ts";
import { chooseKind, KINDS, PRODUCT_SORTS, type ProductFilters } from "../../models/product-filters.ts";
import type { Change } from "./change.ts";

/** What is looked for in which kind, in which order, and how it is shown. */
export function Toolbar(props: {
  filters: ProductFilters;
  sort: ProductSort;
  view: CatalogView;
  onFilter: Change;
  /** What belongs beside the search. */
  children: ComponentChildren;
  onAddress: (changes: { sort?: ProductSort; view?: CatalogView }, how: { replace: boolean }) => void;
}) {
  const { filters, sort, view, onFilter, onAddress } = props;
  const words = t.value.catalog;
  const [text, setText] = useTyping(filters.search ?? "", (search) =>
    onFilter({ search }, { replace: true }),
  );
  return (
    <form class="toolbar catalog-toolbar" role="search" onSubmit={(event) => event.preventDefault()}>
      <SearchBox label={words.search} placeholder={words.searchHint} text={text} onText={setText} />
      {props.children}
      <Choice
        legend={words.kind}
        name="kind"
        options={(["", ...KINDS] as const).map((value) => ({ value, label: words.kinds[value || "all"] }))}
        value={filters.kind ?? ""}
        onChoose={(kind) => onFilter(chooseKind(kind))}
      />
      <label class="catalog-sort">
        <span class="visually-hidden">{words.sortBy}</span>
        <select
          class="control"
          value={sort}
          onChange={(event) =>
            onAddress({ sort: event.currentTarget.value as ProductSort }, { replace: false })
          }
        >
          {PRODUCT_SORTS.map((value) => (
            <option key={value} value={value}>
              {words.sorts[value]}
            </option>
          ))}
        </select>
      </label>
      <Choice
        legend={words.view}
        name="view"
        options={VIEWS.map((value) => ({ value, label: words.views[value] }))}
        value={view}
        onChoose={(chosen) => {
          chooseView(chosen);
          onAddress({ view: chosen }, { replace: true });
        }}
      />
    </form>
  );
}
