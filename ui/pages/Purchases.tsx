import { useEffect } from "preact/hooks";
import { purchasesCsvUrl } from "../api-sales.ts";
import { ApiDownload } from "../components/ApiDownload.tsx";
import { useAddress, useModel } from "../components/hooks.ts";
import { Icon } from "../components/Icon.tsx";
import { LoadMore } from "../components/LoadMore.tsx";
import { EmptyNotice, FailureNotice, Skeleton } from "../components/Notice.tsx";
import { Page } from "../components/Page.tsx";
import { formatCount } from "../i18n/format.ts";
import { t } from "../i18n/language.ts";
import { announce } from "../models/announcer.ts";
import { PURCHASE_FILTERS, type PurchaseFilters, toPurchasesQuery } from "../models/purchase-filters.ts";
import { createPurchaseList } from "../models/purchases.ts";
import { may } from "../models/session.ts";
import { Filters } from "./purchases/Filters.tsx";
import { PurchaseTable } from "./purchases/PurchaseTable.tsx";

/** What was sold, newest first, with every filter in the address. */
export default function Purchases() {
  const { query, setQuery } = useAddress();
  const filters: PurchaseFilters = Object.fromEntries(
    PURCHASE_FILTERS.map((name) => [name, query[name]]).filter(([, value]) => value),
  );
  const asked = toPurchasesQuery(filters);
  const list = useModel(createPurchaseList);
  useEffect(() => void list.start(asked), [JSON.stringify(asked)]);
  useEffect(() => list.stop, []);

  const words = t.value.sales;
  const items = list.items.value;
  const failure = list.failure.value;
  const active = Object.keys(filters).length;
  const shown = items ? formatCount(items.length, words.shown) : "";
  useEffect(() => {
    if (active && items) announce(items.length > 0 ? shown : words.noMatch);
  }, [items]);
  const clear = () =>
    setQuery(Object.fromEntries(PURCHASE_FILTERS.map((name) => [name, undefined])), { replace: false });
  return (
    <Page
      title={words.title}
      actions={
        <>
          {may("sales:write") && (
            <a class="button button-primary" href="/till">
              <Icon name="plus" />
              {words.sell}
            </a>
          )}
          <ApiDownload href={purchasesCsvUrl(asked)} download="purchases.csv">
            {words.exportCsv}
          </ApiDownload>
        </>
      }
    >
      <Filters filters={filters} active={active} onChange={setQuery} onClear={clear} />
      {failure && <FailureNotice failure={failure} retry={() => void list.restart()} />}
      {!items && !failure && <Skeleton rows={14} />}
      {items && items.length > 0 && (
        <div class={list.busy.value === "first" ? "is-busy" : ""}>
          <PurchaseTable items={items} clients={list.clients.value} busy={list.busy.value !== null} />
          <LoadMore list={list} shown={shown} />
        </div>
      )}
      {items?.length === 0 && list.hasMore.value && <LoadMore list={list} shown={shown} />}
      {items?.length === 0 && !list.hasMore.value && !failure && (
        <EmptyNotice title={active ? words.noMatch : words.empty} help={active ? "" : words.emptyHelp}>
          {active > 0 && (
            <button type="button" class="button" onClick={clear}>
              {words.clearFilters}
            </button>
          )}
        </EmptyNotice>
      )}
    </Page>
  );
}
