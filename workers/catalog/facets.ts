import { and, asc, desc, eq, gt, gte, lt, sql } from "drizzle-orm";
import * as z from "zod";
import { facets } from "../../schema/catalog/tables.ts";
import type { Database } from "../shared/database.ts";
import { decodeCursor, encodeCursor, type Page } from "../shared/lists.ts";
import { endOf } from "../shared/words.ts";
import type { Kind } from "./product-fields.ts";
import { keyOf } from "./product-keys.ts";

/** How many values of a facet come at once, the most frequent ones. */
export const MOST_FREQUENT = 100;

export const FACETS = ["genre", "artist", "author", "year"] as const;

export type Facet = (typeof FACETS)[number];

/** A value that products have, and how many. */
export const FacetValue = z
  .object({ value: z.string().describe("As it was last written."), count: z.int() })
  .meta({ id: "FacetValue", examples: [{ value: "Samba", count: 128 }] });

export type FacetValue = z.infer<typeof FacetValue>;

const values = z.array(FacetValue);

export const Facets = z
  .object({ kinds: values, genres: values, artists: values, authors: values, years: values })
  .meta({
    id: "Facets",
    examples: [
      {
        kinds: [{ value: "record", count: 310 }],
        genres: [{ value: "Samba", count: 128 }],
        artists: [{ value: "Dona Ivone Lara", count: 4 }],
        authors: [],
        years: [{ value: "1981", count: 9 }],
      },
    ],
  });

const columns = { value: facets.value, count: facets.count };

/** The most frequent values of all facets among the products that aren't archived, the most frequent first. */
export async function readFacets(db: Database, kind?: Kind): Promise<z.infer<typeof Facets>> {
  const most = (facet: Facet | "kind", of: Kind | "any") =>
    db
      .select(columns)
      .from(facets)
      .where(isFacet(facet, of))
      .orderBy(desc(facets.count), asc(facets.key))
      .limit(MOST_FREQUENT);
  const [kinds, genres, artists, authors, years] = await db.batch([
    most("kind", "any"),
    most("genre", kind ?? "any"),
    most("artist", kind ?? "record"),
    most("author", kind ?? "book"),
    most("year", kind ?? "any"),
  ]);
  return { kinds, genres, artists, authors, years };
}

/** One page of a facet's values in alphabetical order: those that start with `prefix`, if there is one. */
export async function listFacetValues(
  db: Database,
  input: {
    facet: Facet;
    kind?: Kind | undefined;
    prefix?: string | undefined;
    limit: number;
    cursor?: string | undefined;
  },
): Promise<Page<FacetValue>> {
  const { facet, limit, cursor } = input;
  const only = { genre: "any", year: "any", artist: "record", author: "book" } as const;
  const prefix = keyOf(input.prefix ?? "");
  const [, after] = cursor === undefined ? [] : decodeCursor(cursor, z.tuple([z.literal(facet), z.string()]));
  const rows = await db
    .select({ ...columns, key: facets.key })
    .from(facets)
    .where(
      and(
        isFacet(facet, input.kind ?? only[facet]),
        after === undefined ? gte(facets.key, prefix) : gt(facets.key, after),
        lt(facets.key, endOf(prefix)),
      ),
    )
    .orderBy(asc(facets.key))
    .limit(limit + 1);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(({ value, count }) => ({ value, count })),
    nextCursor: last ? encodeCursor([facet, last.key]) : null,
  };
}

function isFacet(facet: Facet | "kind", of: Kind | "any") {
  // As the index of the most frequent has it: a parameter in place of the 0 wouldn't let it be used.
  return and(sql`${facets.archived} = 0`, eq(facets.kind, of), eq(facets.facet, facet));
}
