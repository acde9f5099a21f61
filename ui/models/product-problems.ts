import type { InputError } from "../http.ts";
import { stateOfCode } from "./check-digits.ts";
import { isRequired, type ProductField, type ProductTexts, valueOf } from "./product-texts.ts";

const RANGES = { year: [1000, 2100], pages: [1, 100_000], stock: [0, 1_000_000] } as const;

/**
 * What is wrong with a typed text, by a code that has words; undefined if nothing is that can be told without the API,
 * whose rules these are.
 */
export function problemOf(field: ProductField, text: string): string | undefined {
  if (text.trim() === "") return isRequired(field) ? "required" : undefined;
  if (field === "priceCents") return valueOf(field, text) === null ? "price" : undefined;
  if (field === "year" || field === "pages" || field === "stock") {
    const [least, most] = RANGES[field];
    const value = Number(valueOf(field, text) ?? NaN);
    return value >= least && value <= most ? undefined : field;
  }
  if (field !== "isbn" && field !== "ean") return undefined;
  const state = stateOfCode(field, text);
  if (state === "incomplete") return `${field}-length`;
  return state === "wrong" ? field : undefined;
}

/** What is wrong with these fields, as the API would say it. */
export function problemsIn(fields: readonly ProductField[], texts: ProductTexts): InputError[] {
  return fields.flatMap((field) => {
    const code = problemOf(field, texts[field]);
    return code ? [{ pointer: `/${field}`, code, detail: code }] : [];
  });
}
