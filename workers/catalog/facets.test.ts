import { sql } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { api, create, db, patch, remove, sell } from "./test-catalog.ts";

const GENRES = ["MPB", "mpb", "Música", "musica", "Rock", null];
const PEOPLE = ["Caetano Veloso", "CAETANO VELOSO", "Cássia Eller", "Elza"];
const YEARS = [1970, 1971, null];

const recount = () =>
  db.all(sql`
    with all_facets(archived, kind, facet, key) as (
      select archived, 'any', 'kind', kind from products
      union all select archived, 'any', 'genre', genre_key from products
      union all select archived, kind, 'genre', genre_key from products
      union all select archived, 'any', 'year', cast(year as text) from products
      union all select * from (
        select archived, kind, 'year', cast(year as text) from products
        union all select archived, kind, 'artist', artist_key from products
        union all select archived, kind, 'author', author_key from products))
    select archived, kind, facet, key, count(*) as count from all_facets where key is not null
    group by 1, 2, 3, 4 order by 1, 2, 3, 4`);

const kept = () =>
  db.all(sql`select archived, kind, facet, key, count from facets order by archived, kind, facet, key`);

describe("the counts of facets", () => {
  it("are those of a recount, whatever is done at the same time", async () => {
    const person = fc.constantFrom(...PEOPLE);
    const fields = { genre: fc.constantFrom(...GENRES), year: fc.constantFrom(...YEARS) };
    const created = fc.oneof(
      fc.record({ kind: fc.constant("record"), artist: person, ...fields }),
      fc.record({ kind: fc.constant("book"), author: person, ...fields }),
      fc.constant({ kind: "product" }),
    );
    const edited = fc.oneof(
      fc.record(fields, { requiredKeys: ["genre"] }),
      fc.record({ artist: person }),
      fc.record({ author: person }),
      fc.constant({ priceCents: 2 }),
      fc.constant({ archived: false }),
    );
    const deed = fc.oneof(
      fc.record({ create: created }),
      fc.record({ at: fc.nat(30), edit: edited }),
      fc.record({ at: fc.nat(30), sell: fc.constant(true) }),
      fc.record({ at: fc.nat(30), remove: fc.constant(true) }),
    );
    const paths: string[] = [];
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 10, maxLength: 20 }), async (deeds) => {
        await Promise.all(
          deeds.map(async (deed) => {
            if ("create" in deed) {
              return void paths.push((await create({ title: "X", priceCents: 1, ...deed.create })).path);
            }
            const path = paths.at(-1 - deed.at) ?? "/api/products/1";
            if ("sell" in deed) return sell(Number(path.split("/").at(-1)));
            const { body } = await api.get(path);
            return "edit" in deed ? patch(path, body.version, deed.edit) : remove(path, body.version);
          }),
        );
        expect(await kept()).toEqual(await recount());
      }),
      { numRuns: 15 },
    );
    expect(await db.get(sql`select count(*) as count from products where archived`)).not.toEqual({
      count: 0,
    });
  }, 60_000);
});

describe("GET /api/products/facets", () => {
  it("has the values of a kind, the most frequent first, and none of archived products", async () => {
    await db.run(sql`delete from product_words`);
    await db.run(sql`delete from products`);
    const record = (artist: string, genre: string, year: number) =>
      create({ kind: "record", title: "X", priceCents: 1, artist, genre, year });
    await record("Caetano Veloso", "MPB", 1971);
    await record("Caetano Veloso", "mpb", 1972);
    await record("Cartola", "Samba", 1974);
    await create({ kind: "book", title: "X", priceCents: 1, author: "Caetano Veloso", genre: "Samba" });
    const { id, path } = await record("Vendida", "Vendidos", 1999);
    await sell(id);
    await remove(path);

    const { status, body } = await api.get("/api/products/facets?kind=record");
    expect(status).toBe(200);
    expect(body).toEqual({
      kinds: [
        { value: "record", count: 3 },
        { value: "book", count: 1 },
      ],
      genres: [
        { value: "mpb", count: 2 },
        { value: "Samba", count: 1 },
      ],
      artists: [
        { value: "Caetano Veloso", count: 2 },
        { value: "Cartola", count: 1 },
      ],
      authors: [],
      years: [
        { value: "1971", count: 1 },
        { value: "1972", count: 1 },
        { value: "1974", count: 1 },
      ],
    });
    const { body: all } = await api.get("/api/products/facets");
    expect(all.genres).toEqual([
      { value: "mpb", count: 2 },
      { value: "Samba", count: 2 },
    ]);
    expect(all.authors).toEqual([{ value: "Caetano Veloso", count: 1 }]);
    expect((await api.get("/api/products/facets?kind=game")).status).toBe(400);
  });

  it("lists all values of one, or those that start alike, page by page", async () => {
    for (const artist of ["Cássia Eller", "Caetana", "Elza Soares"]) {
      await create({ kind: "record", title: "X", priceCents: 1, artist });
    }
    const first = await api.get("/api/products/facet-values?facet=artist&prefix=CA&limit=2");
    expect(first.body.items).toEqual([
      { value: "Caetana", count: 1 },
      { value: "Caetano Veloso", count: 2 },
    ]);
    const link = /^<(.+)>; rel="next"$/.exec(first.headers.get("link")!)![1]!;
    expect(await api.get(link)).toMatchObject({
      status: 200,
      body: {
        items: [
          { value: "Cartola", count: 1 },
          { value: "Cássia Eller", count: 1 },
        ],
        nextCursor: null,
      },
    });
    const values = (query: string) => api.get(`/api/products/facet-values?${query}`);
    expect((await values("facet=artist&kind=book")).body.items).toEqual([]);
    expect((await values("facet=year&kind=record")).body.items).toHaveLength(3);
    expect((await values("facet=price")).status).toBe(400);
  });
});
