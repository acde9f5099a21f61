import { between, eq, type SQL, sql } from "drizzle-orm";
import { products } from "../../schema/catalog/tables.ts";
import { endOf } from "../shared/words.ts";
import type { Kind } from "./product-fields.ts";
import { keyOf } from "./product-keys.ts";

const LATEST = 9999;
const DEAREST = 2 ** 31;

/** What narrows a list of products. Texts are compared without regard to case or accents. */
export interface ProductFilters {
  /** Whether archived products are listed, in place of all others. */
  archived: boolean;
  kind?: Kind | undefined;
  active?: boolean | undefined;
  title?: string | undefined;
  artist?: string | undefined;
  author?: string | undefined;
  genre?: string | undefined;
  year?: number | undefined;
  yearFrom?: number | undefined;
  yearTo?: number | undefined;
  priceFrom?: number | undefined;
  priceTo?: number | undefined;
  /** Each must start a word of the product's. */
  words?: string[] | undefined;
}

/** The conditions on `products` that filters make, by what they are about. */
export type Conditions = Partial<
  Record<"kind" | "active" | "title" | "artist" | "author" | "genre" | "year" | "price" | "words", SQL>
>;

/** From where to where the filters let the keys be that lists are sorted by. */
export type Bounds = Partial<Record<"title", [string, string]> & Record<"price" | "year", [number, number]>>;

export function boundsOf(filters: ProductFilters): Bounds {
  const { title, year, yearFrom, yearTo, priceFrom, priceTo } = filters;
  const hasYear = year !== undefined || yearFrom !== undefined || yearTo !== undefined;
  const hasPrice = priceFrom !== undefined || priceTo !== undefined;
  const latest = Math.min(year ?? LATEST, yearTo ?? LATEST);
  return {
    ...(title !== undefined && { title: [keyOf(title), keyOf(title)] }),
    // What has no year has the key 0.
    ...(hasYear && { year: [Math.max(year ?? 1, yearFrom ?? 1), latest] }),
    ...(hasPrice && { price: [priceFrom ?? 0, priceTo ?? DEAREST] }),
  };
}

/** The conditions that the filters given make. */
export function conditionsOf(filters: ProductFilters): Conditions {
  const { kind, active, artist, author, genre, words } = filters;
  const { title, year, price } = boundsOf(filters);
  return {
    ...(kind && { kind: eq(products.kind, kind) }),
    // As the index of those that aren't for sale has it.
    ...(active !== undefined && {
      active: active ? sql`${products.active} = 1` : sql`${products.active} = 0`,
    }),
    ...(title && { title: between(products.titleKey, ...title) }),
    ...(artist !== undefined && { artist: eq(products.artistKey, keyOf(artist)) }),
    ...(author !== undefined && { author: eq(products.authorKey, keyOf(author)) }),
    ...(genre !== undefined && { genre: eq(products.genreKey, keyOf(genre)) }),
    ...(year && { year: between(products.yearKey, ...year) }),
    ...(price && { price: between(products.priceCents, ...price) }),
    ...(words && { words: hasWords(words) }),
  };
}

/** Each of the words starts one of the product's. They are one parameter, because D1 takes 100 a query. */
function hasWords(words: string[]): SQL {
  const ranges = JSON.stringify(words.map((word) => [word, endOf(word)]));
  return sql`not exists (
    select 1 from json_each(${ranges}) as wanted where not exists (
      select 1 from product_words where product_id = ${products.id}
        and word >= wanted.value ->> 0 and word < wanted.value ->> 1))`;
}
