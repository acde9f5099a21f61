import type { Kind, ProductSort } from "../api-catalog.ts";
import { parseReais } from "./reais.ts";

/** The filters as they stand in the address; prices in reais, as they are typed. */
export const PRODUCT_FILTERS = [
  "search",
  "kind",
  "state",
  "genre",
  "artist",
  "author",
  "year",
  "yearFrom",
  "yearTo",
  "priceFrom",
  "priceTo",
] as const;

export type ProductFilters = Partial<Record<(typeof PRODUCT_FILTERS)[number], string | undefined>>;

export const KINDS: readonly Kind[] = ["record", "book", "product"];

export const PRODUCT_STATES = ["forSale", "notForSale", "archived"] as const;

export const PRODUCT_SORTS: readonly ProductSort[] = [
  "-createdAt",
  "createdAt",
  "title",
  "-title",
  "price",
  "-price",
  "-year",
  "year",
];

export function asProductSort(text: string | undefined): ProductSort {
  return PRODUCT_SORTS.find((known) => known === text) ?? "-createdAt";
}

/** The kind whose values are to be chosen from; nothing where it is all of them. */
export function kindOf({ kind }: ProductFilters): Kind | undefined {
  return KINDS.find((known) => known === kind);
}

/** Chooses a kind, or all, and lets go of what that kind hasn't: it would find nothing. */
export function chooseKind(kind: string): ProductFilters {
  return {
    kind,
    ...(kind !== "record" && kind !== "" && { artist: undefined }),
    ...(kind !== "book" && kind !== "" && { author: undefined }),
    ...(kind === "product" && { genre: undefined, year: undefined, yearFrom: undefined, yearTo: undefined }),
  };
}

/** What the API is asked for; a price that can't be read narrows nothing. */
export function toProductsQuery(filters: ProductFilters, sort: ProductSort): Record<string, string> {
  const { state, priceFrom, priceTo, ...texts } = filters;
  const [from, to] = [centsOf(priceFrom), centsOf(priceTo)];
  const given = {
    ...texts,
    ...(state === "archived" && { archived: "true" }),
    ...((state === "forSale" || state === "notForSale") && { active: String(state === "forSale") }),
    ...(from !== null && { priceFrom: String(from) }),
    ...(to !== null && { priceTo: String(to) }),
    sort,
  };
  return Object.fromEntries(Object.entries(given).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

/** The cents of a price in the address; null if there is none, or it can't be read. */
export function centsOf(typed: string | undefined): number | null {
  return parseReais(typed ?? "");
}

/** How many filters narrow the list, besides search and kind. */
export function countFilters({ search: _search, kind: _kind, ...filters }: ProductFilters): number {
  return Object.values(filters).filter(Boolean).length;
}

/** The first year of the decade that the filters leave, if it is one. */
export function decadeOf({ yearFrom, yearTo }: ProductFilters): number | null {
  const first = Number(yearFrom);
  return yearFrom && first % 10 === 0 && Number(yearTo) === first + 9 ? first : null;
}
