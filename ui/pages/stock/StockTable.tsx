import { Cover } from "../../components/Cover.tsx";
import { type Column, DataTable } from "../../components/DataTable.tsx";
import { formatNumber } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";
import { makerOf } from "../../models/products.ts";
import type { StockRow } from "../../models/stock-list.ts";
import { StockState } from "./StockState.tsx";

/** Products in rows, with how many there are. */
export function StockTable({ items, busy }: { items: StockRow[]; busy: boolean }) {
  const words = t.value.stock;
  const columns: Column<StockRow>[] = [
    { key: "title", title: words.product, cell: (row) => <Title row={row} /> },
    { key: "state", title: words.state, cell: (row) => <StockState stock={row} /> },
    {
      key: "lowAt",
      title: words.lowAt,
      numeric: true,
      cell: ({ lowAt }) => (lowAt === null ? <span class="soft">{words.never}</span> : formatNumber(lowAt)),
    },
    {
      key: "available",
      title: words.available,
      numeric: true,
      cell: ({ available }) => <b>{formatNumber(available)}</b>,
    },
  ];
  return (
    <DataTable
      class="stock-table"
      caption={words.caption}
      columns={columns}
      rows={items}
      rowKey={({ id }) => id}
      busy={busy}
    />
  );
}

function Title({ row: { id, product } }: { row: StockRow }) {
  if (!product) return <a href={`/stock/${id}`}>{fill(t.value.stock.productNumber, { id })}</a>;
  const { kind, title, cover } = product;
  return (
    <span class="product-name">
      <Cover kind={kind} title={title} by={null} cover={cover} size="table" />
      <span>
        <a href={`/stock/${id}`}>{title}</a>
        <span class="product-by">{makerOf(product)}</span>
      </span>
    </span>
  );
}
