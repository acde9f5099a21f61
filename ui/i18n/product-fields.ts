import { bareCode, stateOfCode } from "../models/check-digits.ts";
import type { ProductField } from "../models/product-texts.ts";
import { describeFieldError } from "./failures.ts";
import { formatCount } from "./format.ts";
import { t } from "./language.ts";

/** What a field is called in the form. */
export function labelOf(field: ProductField): string {
  const { catalog, productForm } = t.value;
  const own = {
    title: catalog.name,
    active: catalog.states.forSale,
    priceCents: productForm.price,
    ean: productForm.ean,
    stock: catalog.openingStock,
  };
  return { ...catalog, ...own }[field];
}

/** What is wrong with a field of a product, in the reader's words. */
export function describeProductError(field: ProductField, error: { code: string; detail: string }): string {
  const words: Record<string, string> = t.value.productForm.errors;
  if (field === "priceCents" && error.code !== "required") return words["price"]!;
  const isNumber = field === "year" || field === "pages" || field === "stock";
  const own = isNumber ? words[field] : words[error.code];
  return own ?? describeFieldError({ pointer: `/${field}`, ...error });
}

/** What helps with a field; while a number with a check digit is typed, how far that has come. */
export function hintOf(field: ProductField, text: string): string | undefined {
  const { hints, codes } = t.value.productForm;
  const words: Partial<Record<ProductField, string>> = hints;
  if (field !== "isbn" && field !== "ean") return words[field];
  const state = stateOfCode(field, text);
  if (state === "empty") return words[field];
  if (state === "incomplete") return formatCount(bareCode(text).length, codes.incomplete);
  return codes[state];
}
