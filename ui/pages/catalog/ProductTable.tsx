import type { Product, ProductSort } from "../../api-catalog.ts";
import { Cover } from "../../components/Cover.tsx";
import { type Column, DataTable } from "../../components/DataTable.tsx";
import { formatPrice } from "../../i18n/format.ts";
import { t } from "../../i18n/language.ts";
import { asProductSort } from "../../models/product-filters.ts";
import { makerOf, savedProduct } from "../../models/products.ts";
import { ProductState } from "./ProductState.tsx";

/** Products in rows, for who compares them. */
export function ProductTable(props: {
  items: Product[];
  sort: ProductSort;
  onSort: (sort: ProductSort) => void;
  busy: boolean;
}) {
  const { items, sort, onSort, busy } = props;
  const words = t.value.catalog;
  const columns: Column<Product>[] = [
    { key: "title", title: words.name, sortable: true, cell: (product) => <Title product={product} /> },
    { key: "genre", title: words.genre, cell: (product) => published(product)?.genre ?? <Blank /> },
    {
      key: "year",
      title: words.year,
      sortable: true,
      numeric: true,
      cell: (product) => published(product)?.year ?? <Blank />,
    },
    {
      key: "price",
      title: words.price,
      sortable: true,
      numeric: true,
      cell: ({ priceCents }) => formatPrice(priceCents),
    },
    { key: "state", title: words.state, cell: (product) => <ProductState product={product} /> },
  ];
  return (
    <DataTable
      class="product-table"
      caption={words.caption}
      columns={columns}
      rows={items}
      rowKey={({ id }) => id}
      rowClass={({ id }) => (id === savedProduct.value?.id ? "is-new" : undefined)}
      sort={{ key: sort.replace("-", ""), descending: sort.startsWith("-") }}
      onSort={({ key, descending }) => onSort(asProductSort(`${descending ? "-" : ""}${key}`))}
      busy={busy}
    />
  );
}

function Title({ product }: { product: Product }) {
  const { id, kind, title, cover } = product;
  return (
    <span class="product-name">
      <Cover kind={kind} title={title} by={null} cover={cover} size="table" />
      <span>
        <a href={`/catalog/${id}`}>{title}</a>
        <span class="product-by">{makerOf(product)}</span>
      </span>
    </span>
  );
}

/** Other products have neither genre nor year. */
function published(product: Product) {
  return product.kind === "product" ? null : product;
}

function Blank() {
  return (
    <span class="soft" aria-hidden="true">
      –
    </span>
  );
}
