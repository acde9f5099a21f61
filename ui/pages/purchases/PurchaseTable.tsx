import type { Client } from "../../api.ts";
import type { Purchase } from "../../api-sales.ts";
import { type Column, DataTable } from "../../components/DataTable.tsx";
import { formatPrice, formatTime } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";
import { buyerOf, formatDay, summaryOf } from "../../i18n/purchase-words.ts";
import { PurchaseState } from "./PurchaseState.tsx";

/** Purchases in rows. Without `clients` they are all of one. */
export function PurchaseTable(props: {
  items: Purchase[];
  clients: ReadonlyMap<number, Client> | null;
  busy: boolean;
}) {
  const { items, clients, busy } = props;
  const words = t.value.sales;
  const columns: Column<Purchase>[] = [
    {
      key: "number",
      title: words.number,
      cell: ({ id }) => (
        <a href={`/purchases/${id}`} aria-label={fill(words.detail, { id })}>
          {id}
        </a>
      ),
    },
    {
      key: "time",
      title: words.time,
      cell: ({ createdAt, day }) => (
        <time dateTime={createdAt}>
          {formatDay(day)} {formatTime(createdAt, "time")}
        </time>
      ),
    },
    ...(clients
      ? [
          {
            key: "client",
            title: words.client,
            cell: (purchase: Purchase) => (
              <a href={`/clients/${purchase.clientId}`}>{buyerOf(purchase, clients)}</a>
            ),
          },
        ]
      : []),
    { key: "what", title: words.what, cell: summaryOf },
    { key: "state", title: words.state, cell: (purchase) => <PurchaseState purchase={purchase} /> },
    {
      key: "total",
      title: words.total,
      numeric: true,
      cell: ({ totalCents }) => formatPrice(totalCents),
    },
  ];
  return (
    <DataTable
      class="purchase-table"
      caption={words.caption}
      columns={columns}
      rows={items}
      rowKey={({ id }) => id}
      busy={busy}
    />
  );
}
