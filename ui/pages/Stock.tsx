import { useEffect } from "preact/hooks";
import { ApiDownload } from "../components/ApiDownload.tsx";
import { Choice } from "../components/Choice.tsx";
import { useAddress, useModel, useTyping } from "../components/hooks.ts";
import { LoadMore } from "../components/LoadMore.tsx";
import { EmptyNotice, FailureNotice, Skeleton } from "../components/Notice.tsx";
import { Page } from "../components/Page.tsx";
import { SearchBox } from "../components/SearchBox.tsx";
import { formatCount } from "../i18n/format.ts";
import { t } from "../i18n/language.ts";
import { announce } from "../models/announcer.ts";
import { createStockList } from "../models/stock-list.ts";
import { LedgerCheck } from "./stock/LedgerCheck.tsx";
import { StockTable } from "./stock/StockTable.tsx";

/** The catalogue's products with how many there are of each, or those that are low. */
export default function Stock() {
  const { query, setQuery } = useAddress();
  const low = query.show === "low";
  const search = low ? "" : (query.search ?? "");
  const list = useModel(createStockList);
  useEffect(() => void list.start({ search, low }), [search, low]);
  useEffect(() => list.stop, []);
  const [text, setText] = useTyping(search, (typed) =>
    setQuery({ search: typed, show: undefined }, { replace: true }),
  );

  const words = t.value.stock;
  const items = list.items.value;
  const failure = list.failure.value;
  const shown = items ? formatCount(items.length, words.shown) : "";
  const nothing = low ? words.nothingLow : search ? words.noMatch : words.empty;
  useEffect(() => {
    if ((search || low) && items) announce(items.length > 0 ? shown : nothing);
  }, [items]);
  return (
    <Page
      title={words.title}
      actions={
        <ApiDownload href={`/api/stock.csv${low ? "?low=true" : ""}`} download="stock.csv">
          {words.exportCsv}
        </ApiDownload>
      }
    >
      <form class="toolbar stock-toolbar" role="search" onSubmit={(event) => event.preventDefault()}>
        <SearchBox label={words.search} placeholder={words.searchHint} text={text} onText={setText} />
        <Choice
          legend={words.show}
          name="show"
          options={(["all", "low"] as const).map((value) => ({ value, label: words.shows[value] }))}
          value={low ? "low" : "all"}
          onChoose={(show) =>
            setQuery({ show: show === "low" ? show : undefined, search: undefined }, { replace: false })
          }
        />
      </form>
      {failure && <FailureNotice failure={failure} retry={() => void list.restart()} />}
      {!items && !failure && <Skeleton rows={14} />}
      {items && items.length > 0 && (
        <div class={list.busy.value === "first" ? "is-busy" : ""}>
          <StockTable items={items} busy={list.busy.value !== null} />
        </div>
      )}
      {items && (items.length > 0 || list.hasMore.value) && <LoadMore list={list} shown={shown} />}
      {items?.length === 0 && !list.hasMore.value && !failure && (
        <EmptyNotice title={nothing} help={low ? words.nothingLowHelp : ""} />
      )}
      <LedgerCheck />
    </Page>
  );
}
