import type { ProductAuditEntry } from "../api-catalog.ts";
import { formatEan, formatIsbn } from "./codes.ts";
import { formatPrice } from "./format.ts";
import { fill, t } from "./language.ts";

type Change = NonNullable<ProductAuditEntry["changes"]>[number];

/** What was done to a product in one entry, a line for each value. */
export function describeProductEntry({ action, changes }: ProductAuditEntry): string[] {
  if (changes === null) return [];
  if (action === "created") {
    return changes
      .filter(({ to }) => to !== null)
      .map(({ field, to }) =>
        fill(t.value.history.value, { field: nameOf(field), value: format(field, to) }),
      );
  }
  return changes.map(describeChange);
}

function describeChange({ field, from, to }: Change): string {
  const { coverChange } = t.value.catalog;
  if (field === "cover") {
    if (to === null) return coverChange.removed;
    return from === null ? coverChange.added : coverChange.changed;
  }
  const told = { field: nameOf(field), from: format(field, from), to: format(field, to) };
  return fill(t.value.history.change, told);
}

function nameOf(field: string): string {
  const words = t.value.catalog;
  const names: Record<string, unknown> = {
    ...words,
    title: words.name,
    priceCents: words.price,
    active: words.state,
    stock: words.openingStock,
  };
  return typeof names[field] === "string" ? names[field] : field;
}

function format(field: string, value: Change["to"]): string {
  const { states, kindNames } = t.value.catalog;
  if (value === null) return t.value.common.none;
  if (field === "priceCents") return formatPrice(Number(value));
  if (field === "active") return value ? states.forSale : states.notForSale;
  const kinds: Record<string, string> = kindNames;
  const text = String(value);
  if (field === "kind") return kinds[text] ?? text;
  if (field === "isbn") return formatIsbn(text);
  return field === "ean" ? formatEan(text) : text;
}
