import type { Movement } from "../../api-stock.ts";
import { type Column, DataTable } from "../../components/DataTable.tsx";
import { LoadMore } from "../../components/LoadMore.tsx";
import { FailureNotice, Skeleton } from "../../components/Notice.tsx";
import { formatCount, formatNumber, formatTime } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";
import type { PagedList } from "../../models/paged-list.ts";
import { may } from "../../models/session.ts";

/** What moved a product's stock, newest first. */
export function Ledger({ list }: { list: PagedList<number, Movement> }) {
  const words = t.value.stock;
  const items = list.items.value;
  const failure = list.failure.value;
  const columns: Column<Movement>[] = [
    {
      key: "time",
      title: words.time,
      cell: ({ createdAt }) => <time dateTime={createdAt}>{formatTime(createdAt, "dateTime")}</time>,
    },
    { key: "reason", title: words.reason, cell: (movement) => <Reason movement={movement} /> },
    { key: "by", title: words.by, cell: ({ by }) => nameOf(by) },
    { key: "delta", title: words.delta, numeric: true, cell: ({ delta }) => <Delta delta={delta} /> },
    { key: "after", title: words.after, numeric: true, cell: ({ available }) => formatNumber(available) },
  ];
  return (
    <section class="ledger" aria-labelledby="ledger-title">
      <h2 id="ledger-title">{words.ledger}</h2>
      {failure && <FailureNotice failure={failure} retry={() => void list.restart()} />}
      {!items && !failure && <Skeleton rows={4} />}
      {items?.length === 0 && <p class="soft">{words.noMovements}</p>}
      {items && items.length > 0 && (
        <>
          <DataTable
            class="movement-table"
            caption={words.ledgerCaption}
            columns={columns}
            rows={items}
            rowKey={({ id }) => id}
            busy={list.busy.value !== null}
          />
          <LoadMore list={list} shown={formatCount(items.length, words.movementsShown)} />
        </>
      )}
    </section>
  );
}

function Reason({ movement: { reason, note, purchaseId } }: { movement: Movement }) {
  const words = t.value.stock;
  const sale = purchaseId === null ? null : fill(words.sale, { id: purchaseId });
  return (
    <>
      {words.reasons[reason]}
      {sale && <>, {may("sales:read") ? <a href={`/purchases/${purchaseId}`}>{sale}</a> : sale}</>}
      {note && <span class="item-note">{note}</span>}
    </>
  );
}

function Delta({ delta }: { delta: number }) {
  const sign = delta > 0 ? "+" : "−";
  return (
    <b class={delta > 0 ? "delta-in" : "delta-out"}>
      {sign}
      {formatNumber(Math.abs(delta))}
    </b>
  );
}

function nameOf({ kind, name }: Movement["by"]): string {
  const words = t.value.history;
  if (kind === "setup") return words.setup;
  return kind === "key" ? fill(words.key, { name }) : name;
}
