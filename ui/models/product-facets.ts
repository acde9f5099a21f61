import { type Facet, type FacetValue, type Kind, listFacetValues, readFacets } from "../api-catalog.ts";
import { createResource } from "./resource.ts";

/** As many values of a facet are shown before the reader looks for others. */
export const FACET_ROWS = 8;

/** As many values the API answers at most: with fewer, they are all of them. */
const MOST = 100;

/** What the products of a kind, or all of them, can be narrowed to. */
export function createProductFacets() {
  return createResource((kind: Kind | undefined, signal) => readFacets(kind, signal));
}

/** The values of one facet that start as typed. */
export function createFacetSearch(facet: Facet) {
  return createResource(async ({ prefix, kind }: { prefix: string; kind: Kind | undefined }, signal) => {
    const query = { facet, prefix, limit: String(FACET_ROWS), ...(kind && { kind }) };
    return prefix ? listFacetValues(query, signal) : null;
  });
}

/** The most frequent decades of the years given, the newest first; without counts where some of the years aren't known. */
export function decadesOf(years: FacetValue[]): { first: number; count: number | null }[] {
  const counts = new Map<number, number>();
  for (const { value, count } of years) {
    const first = Math.floor(Number(value) / 10) * 10;
    counts.set(first, (counts.get(first) ?? 0) + count);
  }
  return [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, FACET_ROWS)
    .toSorted(([a], [b]) => b - a)
    .map(([first, count]) => ({ first, count: years.length < MOST ? count : null }));
}
