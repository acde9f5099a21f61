import type { ComponentChildren } from "preact";
import type { Product } from "../../api-catalog.ts";
import { CopyButton } from "../../components/CopyButton.tsx";
import { formatEan, formatIsbn } from "../../i18n/codes.ts";
import { formatNumber, formatPrice, formatTime } from "../../i18n/format.ts";
import { t } from "../../i18n/language.ts";
import { ProductState } from "../catalog/ProductState.tsx";

/** What is stored of a product, to read; nothing of what isn't given. What else is to be known stands below the price. */
export function ProductFacts({ product, children }: { product: Product; children: ComponentChildren }) {
  const words = t.value.catalog;
  const { sku, ean, priceCents, createdAt, updatedAt } = product;
  return (
    <div class="product-facts">
      <p class="product-sale">
        <b>{formatPrice(priceCents)}</b> <ProductState product={product} />
      </p>
      {children}
      <dl class="facts">
        <Fact name={words.kind}>{words.kindNames[product.kind]}</Fact>
        <OwnFacts product={product} />
        <Fact name={words.sku}>{sku && <Code code={sku} name={words.sku} shown={sku} />}</Fact>
        <Fact name={words.ean}>{ean && <Code code={ean} name={words.ean} shown={formatEan(ean)} />}</Fact>
        <Fact name={words.createdAt}>{formatTime(createdAt, "dateTime")}</Fact>
        <Fact name={words.updatedAt}>{formatTime(updatedAt, "dateTime")}</Fact>
      </dl>
    </div>
  );
}

function OwnFacts({ product }: { product: Product }) {
  const words = t.value.catalog;
  if (product.kind === "product") {
    const { brand, description } = product;
    return (
      <>
        <Fact name={words.brand}>{brand}</Fact>
        <Fact name={words.description}>
          {description && <span class="product-description">{description}</span>}
        </Fact>
      </>
    );
  }
  const published = (
    <>
      <Fact name={words.genre}>{product.genre && <Same by="genre" value={product.genre} />}</Fact>
      <Fact name={words.year}>{product.year && <Same by="year" value={String(product.year)} />}</Fact>
    </>
  );
  if (product.kind === "record") {
    return (
      <>
        <Fact name={words.artist}>
          <Same by="artist" value={product.artist} />
        </Fact>
        {published}
        <Fact name={words.label}>{product.label}</Fact>
        <Fact name={words.format}>{product.format}</Fact>
      </>
    );
  }
  const { author, publisher, pages, isbn } = product;
  return (
    <>
      <Fact name={words.author}>
        <Same by="author" value={author} />
      </Fact>
      {published}
      <Fact name={words.publisher}>{publisher}</Fact>
      <Fact name={words.pages}>{pages && formatNumber(pages)}</Fact>
      <Fact name={words.isbn}>{isbn && <Code code={isbn} name={words.isbn} shown={formatIsbn(isbn)} />}</Fact>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  if (!children) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** Leads to all that have the same. */
function Same({ by, value }: { by: "genre" | "year" | "artist" | "author"; value: string }) {
  return <a href={`/catalog?${new URLSearchParams({ [by]: value })}`}>{value}</a>;
}

function Code({ code, name, shown }: { code: string; name: string; shown: string }) {
  return (
    <>
      <code>{shown}</code> <CopyButton text={code} label={name} />
    </>
  );
}
