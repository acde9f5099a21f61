import { useEffect, useId, useState } from "preact/hooks";
import { productsCsvUrl } from "../api-catalog.ts";
import { ApiDownload } from "../components/ApiDownload.tsx";
import { Badge } from "../components/Badge.tsx";
import { useAddress, useModel } from "../components/hooks.ts";
import { Icon } from "../components/Icon.tsx";
import { LoadMore } from "../components/LoadMore.tsx";
import { EmptyNotice, FailureNotice } from "../components/Notice.tsx";
import { Page } from "../components/Page.tsx";
import { formatCount, formatNumber, joinFacts } from "../i18n/format.ts";
import { fill, t } from "../i18n/language.ts";
import { announce } from "../models/announcer.ts";
import { viewOf } from "../models/catalog-view.ts";
import {
  asProductSort,
  countFilters,
  PRODUCT_FILTERS,
  type ProductFilters,
  toProductsQuery,
} from "../models/product-filters.ts";
import { createProductList, deletedTitle } from "../models/products.ts";
import { may } from "../models/session.ts";
import { Chips } from "./catalog/Chips.tsx";
import { Filters } from "./catalog/Filters.tsx";
import { ProductGrid, ProductGridSkeleton } from "./catalog/ProductGrid.tsx";
import { ProductTable } from "./catalog/ProductTable.tsx";
import { Toolbar } from "./catalog/Toolbar.tsx";

/** The catalogue: covers or a table, search as you type, and every filter in the address. */
export default function Catalog() {
  const { query, setQuery } = useAddress();
  const filters: ProductFilters = Object.fromEntries(
    PRODUCT_FILTERS.map((name) => [name, query[name]]).filter(([, value]) => value),
  );
  const sort = asProductSort(query.sort);
  const view = viewOf(query.view);
  const asked = toProductsQuery(filters, sort);
  const list = useModel(createProductList);
  useEffect(() => void list.start(asked), [JSON.stringify(asked)]);
  useEffect(
    () => () => {
      list.stop();
      deletedTitle.value = null;
    },
    [],
  );

  const [open, setOpen] = useState(false);
  const facets = useId();

  const words = t.value.catalog;
  const active = countFilters(filters);
  const items = list.items.value;
  const failure = list.failure.value;
  const isNarrowed = Object.keys(filters).length > 0;
  const shown = items ? formatCount(items.length, words.shown) : "";
  useEffect(() => {
    if (isNarrowed && items) announce(items.length > 0 ? shown : words.noMatch);
  }, [items]);
  const change = (changes: ProductFilters, how = { replace: false }) => setQuery(changes, how);
  const clear = () => change(Object.fromEntries(PRODUCT_FILTERS.map((name) => [name, undefined])));
  const Products = view === "grid" ? ProductGrid : ProductTable;
  return (
    <Page title={words.title} actions={<Actions csv={productsCsvUrl(asked)} />}>
      {deletedTitle.value && (
        <p class="outcome">
          <Badge tone="ok">{fill(words.deleted, { title: deletedTitle.value })}</Badge>
        </p>
      )}
      <Toolbar filters={filters} sort={sort} view={view} onFilter={change} onAddress={setQuery}>
        <button
          type="button"
          class="button facets-toggle"
          aria-expanded={open}
          aria-controls={facets}
          onClick={() => setOpen(!open)}
        >
          {joinFacts(words.filters, active > 0 && formatNumber(active))}
        </button>
      </Toolbar>
      <div class="catalog">
        <Filters id={facets} open={open} filters={filters} onChange={change} />
        <div class="catalog-results">
          <Chips filters={filters} onChange={change} onClear={clear} />
          {failure && <FailureNotice failure={failure} retry={() => void list.restart()} />}
          {!items && !failure && <ProductGridSkeleton />}
          {items && items.length > 0 && (
            <div class={list.busy.value === "first" ? "is-busy" : ""}>
              <Products
                items={items}
                sort={sort}
                busy={list.busy.value !== null}
                onSort={(chosen) => setQuery({ sort: chosen }, { replace: false })}
              />
            </div>
          )}
          {items && (items.length > 0 || list.hasMore.value) && <LoadMore list={list} shown={shown} />}
          {items?.length === 0 && !list.hasMore.value && !failure && (
            <NoProducts isNarrowed={isNarrowed} onClear={clear} />
          )}
        </div>
      </div>
    </Page>
  );
}

function Actions({ csv }: { csv: string }) {
  const words = t.value.catalog;
  return (
    <>
      {may("catalog:write") && (
        <>
          <a class="button button-primary" href="/catalog/new">
            <Icon name="plus" />
            {words.add}
          </a>
          <a class="button" href="/catalog/import">
            {words.import}
          </a>
        </>
      )}
      <ApiDownload href={csv} download="products.csv">
        {words.exportCsv}
      </ApiDownload>
    </>
  );
}

function NoProducts({ isNarrowed, onClear }: { isNarrowed: boolean; onClear: () => void }) {
  const words = t.value.catalog;
  if (!isNarrowed) {
    return <EmptyNotice title={words.empty} help={may("catalog:write") ? words.emptyHelp : ""} />;
  }
  return (
    <EmptyNotice title={words.noMatch} help={words.noMatchHelp}>
      <button type="button" class="button" onClick={onClear}>
        {words.clearFilters}
      </button>
    </EmptyNotice>
  );
}
