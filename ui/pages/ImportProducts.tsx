import { importProducts, type ProductPreview } from "../api-import.ts";
import { Page } from "../components/Page.tsx";
import { formatPrice } from "../i18n/format.ts";
import { language, t } from "../i18n/language.ts";
import { createFileImport } from "../models/import-file.ts";
import { Stage } from "./import/Stage.tsx";
import type { ImportSubject } from "./import/subject.ts";

const model = createFileImport(importProducts);

/** In each language, and then what else the API knows; with or without accents and capitals. */
const TITLES = {
  kind: { "pt-BR": "tipo", en: "kind", also: [] },
  title: { "pt-BR": "título", en: "title", also: ["nome"] },
  price: { "pt-BR": "preço", en: "price", also: ["priceCents"] },
  sku: { "pt-BR": "código", en: "sku", also: [] },
  ean: { "pt-BR": "ean", en: "ean", also: ["código de barras"] },
  active: { "pt-BR": "ativo", en: "active", also: [] },
  stock: { "pt-BR": "estoque", en: "stock", also: ["estoque inicial"] },
  artist: { "pt-BR": "artista", en: "artist", also: [] },
  author: { "pt-BR": "autor", en: "author", also: ["autora"] },
  genre: { "pt-BR": "gênero", en: "genre", also: [] },
  year: { "pt-BR": "ano", en: "year", also: [] },
  label: { "pt-BR": "gravadora", en: "label", also: ["selo"] },
  format: { "pt-BR": "formato", en: "format", also: [] },
  isbn: { "pt-BR": "isbn", en: "isbn", also: [] },
  publisher: { "pt-BR": "editora", en: "publisher", also: [] },
  pages: { "pt-BR": "páginas", en: "pages", also: [] },
  brand: { "pt-BR": "marca", en: "brand", also: [] },
  description: { "pt-BR": "descrição", en: "description", also: [] },
};

type Field = keyof typeof TITLES;

const FIELDS = Object.keys(TITLES) as Field[];

type Example = Partial<Record<Field, string>>;

const EXAMPLES: Record<"pt-BR" | "en", Example[]> = {
  "pt-BR": [
    { kind: "disco", title: "Sorriso Negro", price: "189,90", sku: "LP-0001", active: "sim", stock: "3" },
    { kind: "livro", title: "Dom Casmurro", price: "39,90", sku: "LV-0001", active: "sim", stock: "12" },
  ],
  en: [
    { kind: "record", title: "Sorriso Negro", price: "189.90", sku: "LP-0001", active: "yes", stock: "3" },
    { kind: "book", title: "Dom Casmurro", price: "39.90", sku: "LV-0001", active: "yes", stock: "12" },
  ],
};

const MORE: Example[] = [
  { artist: "Dona Ivone Lara", genre: "Samba", year: "1981", label: "WEA", format: "LP" },
  { author: "Machado de Assis", genre: "Romance", year: "1899", isbn: "978-85-359-0277-8", pages: "256" },
];

/** Products from a CSV file. */
export default function ImportProducts() {
  return (
    <Page
      title={t.value.importProducts.title}
      actions={
        <a class="button" href="/catalog">
          {t.value.catalog.back}
        </a>
      }
    >
      <Stage of={products()} />
    </Page>
  );
}

function products(): ImportSubject<ProductPreview> {
  const own = t.value.importProducts;
  const { kind, kindNames, name, artist, author, genre, year, price, sku, state, states, ...others } =
    t.value.catalog;
  const names: Record<string, unknown> = {
    ...others,
    kind,
    title: name,
    artist,
    author,
    genre,
    year,
    sku,
    price,
    priceCents: price,
    active: state,
    stock: t.value.catalog.openingStock,
  };
  return {
    model,
    words: { ...t.value.importClients, ...own },
    list: "/catalog",
    columns: FIELDS.map((field) => {
      const { [language.value]: title, "pt-BR": pt, en, also } = TITLES[field];
      return {
        title,
        also: [...new Set([pt, en, ...also])].filter((other) => other !== title),
        help: own.columnHelp[field],
      };
    }),
    example: EXAMPLES[language.value].map((example, index) =>
      FIELDS.map((field) => ({ ...example, ...MORE[index] })[field] ?? ""),
    ),
    preview: [
      { key: "name", title: name, cell: (product) => product.title },
      { key: "kind", title: kind, cell: (product) => product.kind && kindNames[product.kind] },
      { key: "by", title: own.by, cell: ({ artist, author, brand }) => artist ?? author ?? brand },
      { key: "code", title: own.code, cell: ({ sku, isbn, ean }) => sku ?? isbn ?? ean },
      {
        key: "price",
        title: price,
        numeric: true,
        cell: ({ priceCents }) => (priceCents === null ? null : formatPrice(priceCents)),
      },
      {
        key: "state",
        title: state,
        cell: ({ active }) => (active === null ? null : active ? states.forSale : states.notForSale),
      },
    ],
    nameOfField: (field) => (typeof names[field] === "string" ? names[field] : undefined),
  };
}
