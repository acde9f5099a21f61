import { type Column, DataTable } from "../../components/DataTable.tsx";
import { Icon } from "../../components/Icon.tsx";
import { Quantity } from "../../components/Quantity.tsx";
import { formatCount, formatPrice } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";
import { announce } from "../../models/announcer.ts";
import type { Line } from "../../models/basket.ts";
import { makerOf } from "../../models/products.ts";
import { till } from "../../models/till.ts";
import { focusField } from "./focus.ts";

/** What is to be sold, line by line. */
export function Basket() {
  const words = t.value.till;
  const lines = till.lines.value;
  if (lines.length === 0) return <p class="till-empty soft">{words.emptyBasket}</p>;

  function remove({ product }: Line) {
    till.remove(product.id);
    announce(fill(words.removed, { title: product.title, total: formatPrice(till.totalCents.value) }));
    focusField("till-product");
  }
  const columns: Column<Line>[] = [
    { key: "title", title: words.item, cell: (line) => <Title line={line} /> },
    {
      key: "price",
      title: words.price,
      numeric: true,
      cell: ({ product }) => formatPrice(product.priceCents),
    },
    {
      key: "quantity",
      title: words.quantity,
      cell: ({ product, quantity }) => (
        <Quantity
          value={quantity}
          min={1}
          max={100_000}
          name={`quantity-${product.id}`}
          title={product.title}
          words={words}
          disabled={till.isLocked.value}
          onChange={(wanted) => till.setQuantity(product.id, wanted)}
          onEnter={() => focusField("till-product")}
        />
      ),
    },
    {
      key: "total",
      title: words.total,
      numeric: true,
      cell: ({ product, quantity }) => formatPrice(product.priceCents * quantity),
    },
    {
      key: "remove",
      title: words.remove,
      cell: (line) => (
        <button
          type="button"
          class="button button-icon"
          aria-label={fill(words.removeOf, { title: line.product.title })}
          aria-disabled={till.isLocked.value}
          onClick={() => remove(line)}
        >
          <Icon name="cross" />
        </button>
      ),
    },
  ];
  return (
    <DataTable
      class="till-table"
      caption={words.basket}
      columns={columns}
      rows={[...lines]}
      rowKey={({ product }) => product.id}
      rowClass={({ product }) => (product.id === till.latest.value ? "is-latest" : undefined)}
    />
  );
}

function Title({ line }: { line: Line }) {
  const words = t.value.till;
  const { product } = line;
  const short = till.shortOf(line);
  const there = till.available.value.get(product.id);
  const objection = till.objections.value.products.get(product.id);
  return (
    <>
      <b class="till-title">{product.title}</b>
      <span class="product-by">{makerOf(product)}</span>
      {objection && (
        <span class="field-error">
          {words.objections[objection === "not_for_sale" ? "not_for_sale" : "not_found"]}
        </span>
      )}
      {short === null ? (
        there !== undefined && <span class="till-stock soft">{formatCount(there, words.inStock)}</span>
      ) : (
        <span class="till-stock till-short">
          <Icon name="warning" />
          {short === 0 ? words.noneLeft : formatCount(short, words.onlyLeft)}
        </span>
      )}
    </>
  );
}
