import { and, gte, lt, not, type SQL, sql } from "drizzle-orm";
import { products, productWords } from "../../schema/catalog/tables.ts";
import type { Database } from "../shared/database.ts";
import { endOf } from "../shared/words.ts";
import type { Conditions, ProductFilters } from "./product-filters.ts";
import { keyOf } from "./product-keys.ts";

/** How many products may be gathered to be sorted, and how many a page may look through. */
export const SCAN_LIMIT = 1000;

/** The filters are tried in this order, those first that tend to leave the fewest. */
const BY_NARROWNESS = [
  "title",
  "artist",
  "author",
  "words",
  "genre",
  "year",
  "active",
  "price",
  "kind",
] as const satisfies (keyof Conditions)[];

/**
 * What products may be gathered by: for each filter that may leave few, the ids of those it leaves, which are none
 * unless they are few and those of the filters before it are many; `areMany` says that none leaves few. So the query
 * itself finds out which filter to use, in one round trip.
 */
export function narrow(
  db: Database,
  { isArchived, filters, conditions }: { isArchived: SQL; filters: ProductFilters; conditions: Conditions },
) {
  const names = BY_NARROWNESS.filter((name) => conditions[name] && !(name === "active" && filters.active));
  const areFew = names.map((name) => {
    const where = and(isArchived, conditions[name])!;
    return sql`${countOf(name, where, filters)} <= ${SCAN_LIMIT}`;
  });
  return {
    areMany: and(...areFew.map((isFew) => not(isFew))),
    gathers: names.map((name, index) => {
      const isChosen = and(...areFew.slice(0, index).map((isFew) => not(isFew)), areFew[index]);
      const ids =
        name === "words" ? byWord(db, filters.words) : byColumn(db, and(isArchived, conditions[name]));
      const { [name]: own, ...others } = conditions;
      const isAsked = and(...Object.values<SQL>(others), name === "words" ? own : undefined);
      return { few: ids.limit(limitIf(isChosen, SCAN_LIMIT)).as("few"), isAsked };
    }),
  };
}

/** A limit that is 0 unless the condition holds: then, unlike with a condition, SQLite doesn't even begin. */
export function limitIf(condition: SQL | undefined, limit: number): number {
  return (condition ? sql`iif(${condition}, ${limit}, 0)` : limit) as number; // drizzle takes expressions, too
}

function byColumn(db: Database, where: SQL | undefined) {
  return db
    .select({ productId: sql<number>`${products.id}`.as("product_id") })
    .from(products)
    .where(where);
}

function byWord(db: Database, words: string[] = []) {
  return db.selectDistinct({ productId: productWords.productId }).from(productWords).where(hasLongest(words));
}

/** The longest word tends to be the rarest. */
function hasLongest(words: string[]): SQL | undefined {
  const word = words.reduce((longest, word) => (word.length > longest.length ? word : longest), "");
  return and(gte(productWords.word, word), lt(productWords.word, endOf(word)));
}

/** How many products a filter leaves: known where it is a value of a facet, else counted up to the limit. */
function countOf(name: keyof Conditions, where: SQL, filters: ProductFilters): SQL {
  const { kind = "", genre = "", artist = "", author = "", year } = filters;
  switch (name) {
    case "kind":
      return facetCount(filters, "any", "kind", kind);
    case "genre":
      return facetCount(filters, "any", "genre", keyOf(genre));
    case "artist":
      return facetCount(filters, "record", "artist", keyOf(artist));
    case "author":
      return facetCount(filters, "book", "author", keyOf(author));
    case "year":
      if (year !== undefined) return facetCount(filters, "any", "year", String(year));
      break;
    case "words": // more than products, where one has several such words
      return countUpToLimit(sql`product_words where ${hasLongest(filters.words ?? [])}`);
  }
  return countUpToLimit(sql`products where ${where}`);
}

function facetCount({ archived }: ProductFilters, kind: string, facet: string, key: string): SQL {
  return sql`(select coalesce(max("count"), 0) from facets
    where archived = ${Number(archived)} and kind = ${kind} and facet = ${facet} and "key" = ${key})`;
}

function countUpToLimit(rows: SQL): SQL {
  return sql`(select count(*) from (select 1 from ${rows} limit ${SCAN_LIMIT + 1}))`;
}

export type FewProducts = ReturnType<typeof narrow>["gathers"][number]["few"];
