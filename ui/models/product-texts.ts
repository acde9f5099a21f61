import type { Kind, Product } from "../api-catalog.ts";
import type { NewProduct, ProductChanges } from "../api-products.ts";
import { bareCode, thirteenDigits } from "./check-digits.ts";
import { parseReais, typeReais } from "./reais.ts";

export const KINDS: readonly Kind[] = ["record", "book", "product"];

const SOLD_BY = ["priceCents", "sku", "ean", "stock", "active"] as const;

/** The fields of each kind, in the order of its form; `stock` is of new ones only. */
export const FIELDS = {
  record: ["title", "artist", "genre", "year", "label", "format", ...SOLD_BY],
  book: ["title", "author", "genre", "year", "publisher", "pages", "isbn", ...SOLD_BY],
  product: ["title", "brand", "description", ...SOLD_BY],
} as const;

export type ProductField = (typeof FIELDS)[Kind][number];

/** A product as it is typed, with the fields of all kinds. What is either so or not is "true" or "". */
export type ProductTexts = Record<ProductField, string>;

const ALL = [...new Set(KINDS.flatMap((kind): readonly ProductField[] => FIELDS[kind]))];

const REQUIRED = new Set<ProductField>(["title", "artist", "author", "priceCents"]);

export function isRequired(field: ProductField): boolean {
  return REQUIRED.has(field);
}

/** The texts of a stored product, or of a new one. */
export function textsOf(product: Product | null): ProductTexts {
  const stored: Partial<Record<ProductField, string | number | boolean | null>> = product ?? { active: true };
  return Object.fromEntries(
    ALL.map((field) => [field, toText(field, stored[field] ?? null)]),
  ) as ProductTexts;
}

/** What to send for a new product of a kind: what is left empty is left out. */
export function newProductOf(kind: Kind, texts: ProductTexts): NewProduct {
  const values = FIELDS[kind].map((field) => [field, valueOf(field, texts[field])] as const);
  return Object.fromEntries([["kind", kind], ...values.filter(([, value]) => value !== null)]) as NewProduct;
}

/** What to send so that `product` gets these texts; nothing if it has them. What is left empty is cleared. */
export function changesTo(product: Product, wanted: Partial<ProductTexts>): ProductChanges {
  const stored = textsOf(product);
  const changed = FIELDS[product.kind].flatMap((field) => {
    const text = wanted[field];
    if (text === undefined || isSame(field, text, stored[field])) return [];
    return [[field, valueOf(field, text)]];
  });
  return Object.fromEntries(changed) as ProductChanges;
}

/** Whether the API stores both alike. */
export function isSame(field: ProductField, a: string, b: string): boolean {
  return valueOf(field, a) === valueOf(field, b);
}

/** What a typed text is on the wire; null where nothing is, and for what can't be read. */
export function valueOf(field: ProductField, text: string): string | number | boolean | null {
  const tidy = text.normalize("NFC").trim();
  if (field === "active") return tidy !== "";
  if (tidy === "") return null;
  if (field === "priceCents") return parseReais(tidy);
  if (field === "year" || field === "pages" || field === "stock")
    return /^\d{1,7}$/.test(tidy) ? Number(tidy) : null;
  if (field === "isbn") return thirteenDigits(bareCode(tidy));
  if (field === "ean") return bareCode(tidy);
  if (field === "sku") return tidy.replace(/\s+/g, " ").toUpperCase();
  return field === "description" ? tidy.replaceAll("\r\n", "\n") : tidy.replace(/\s+/g, " ");
}

function toText(field: ProductField, value: string | number | boolean | null): string {
  if (value === null || value === false) return "";
  return field === "priceCents" ? typeReais(Number(value)) : String(value);
}
