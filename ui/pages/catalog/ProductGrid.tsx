import type { Product } from "../../api-catalog.ts";
import { Cover } from "../../components/Cover.tsx";
import { formatPrice, joinFacts } from "../../i18n/format.ts";
import { t } from "../../i18n/language.ts";
import { makerOf, savedProduct } from "../../models/products.ts";
import { isOnSale, ProductState } from "./ProductState.tsx";

/** Products by their covers, as on a shelf. */
export function ProductGrid({ items, busy }: { items: Product[]; busy: boolean }) {
  return (
    <ul role="list" class="product-grid" aria-label={t.value.catalog.caption} aria-busy={busy}>
      {items.map((product) => (
        <li
          key={product.id}
          class={`product-card ${isOnSale(product) ? "" : "is-off"} ${product.id === savedProduct.value?.id ? "is-new" : ""}`}
        >
          <Card product={product} />
        </li>
      ))}
    </ul>
  );
}

function Card({ product }: { product: Product }) {
  const { id, kind, title, cover, priceCents } = product;
  const by = makerOf(product);
  const year = kind === "product" ? null : product.year;
  return (
    <>
      <Cover kind={kind} title={title} by={by} cover={cover} size="grid" />
      <a class="product-title" href={`/catalog/${id}`}>
        {title}
      </a>
      <span class="product-by">{joinFacts(by, year?.toString())}</span>
      <span class="product-price">{formatPrice(priceCents)}</span>
      {!isOnSale(product) && <ProductState product={product} />}
    </>
  );
}

/** Where covers will stand. */
export function ProductGridSkeleton() {
  return (
    <div class="product-grid" role="status">
      <span class="visually-hidden">{t.value.common.loading}</span>
      {Array.from({ length: 12 }, (_, place) => (
        <span key={place} class="product-card skeleton-card" />
      ))}
    </div>
  );
}
