import { sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import type { Product } from "./product.ts";
import { create, db, walk } from "./test-catalog.ts";
import { grow } from "./test-growth.ts";

const COUNT = 4000;

/** What each filter must mean, said once more in another language. */
const FILTERS: Record<string, [values: string[], fits: (product: Product, value: string) => boolean]> = {
  kind: [["record", "book", "product"], (product, kind) => product.kind === kind],
  active: [["true", "false"], (product, active) => String(product.active) === active],
  genre: [["genero1", "genero7", "raro", "none"], (p, genre) => "genre" in p && p.genre === genre],
  artist: [["pessoa1", "pessoa12"], (p, artist) => "artist" in p && p.artist === artist],
  year: [["1930", "1999"], (p, year) => "year" in p && p.year === Number(year)],
  yearFrom: [["1930", "1990"], (p, year) => "year" in p && p.year !== null && p.year >= Number(year)],
  yearTo: [["1940", "1991"], (p, year) => "year" in p && p.year !== null && p.year <= Number(year)],
  priceFrom: [["0", "20000"], (product, price) => product.priceCents >= Number(price)],
  priceTo: [["20010", "50000"], (product, price) => product.priceCents <= Number(price)],
  title: [["disco1 faixa1", "disco2 faixa2"], (product, title) => product.title === title],
  search: [
    ["d", "disco1", "faixa22", "disco3 f", "f di pessoa1"],
    (product, search) => {
      const person = "artist" in product ? product.artist : "author" in product ? product.author : "";
      const words = `${product.title} ${person} ${product.sku?.toLowerCase()}`.split(" ");
      return search.split(" ").every((start) => words.some((word) => word.startsWith(start)));
    },
  ],
};

const filters = fc.record(
  Object.fromEntries(Object.entries(FILTERS).map(([name, [values]]) => [name, fc.constantFrom(...values)])),
  { requiredKeys: [] },
);
const common = fc.record(
  { search: fc.constantFrom("d", "disco1"), genre: fc.constant("genero1") },
  { requiredKeys: [] },
);
const sorts = fc.constantFrom(
  "title",
  "-title",
  "price",
  "-price",
  "year",
  "-year",
  "createdAt",
  "-createdAt",
);

const keyIn = (sort: string, product: Product): string | number => {
  const year = "year" in product ? (product.year ?? 0) : 0;
  const { title, priceCents, createdAt } = product;
  return { title, price: priceCents, year, createdAt }[sort.replace("-", "")]!;
};

/** By the sort's key, and then by id. */
function sorted(products: Product[], sort: string): Product[] {
  const inOrder = products.toSorted((a, b) => {
    const [one, other] = [keyIn(sort, a), keyIn(sort, b)];
    return one < other ? -1 : one > other ? 1 : a.id - b.id;
  });
  return sort.startsWith("-") ? inOrder.toReversed() : inOrder;
}

let all: Product[];

beforeAll(async () => {
  await grow(1, COUNT);
  // So that the searches find them by SKU, too.
  await db.run(sql`insert into product_words select lower(sku), id, 'sku' from products`);
  all = await walk("/api/products?limit=100");
}, 60_000);

const idsOf = (products: Product[]) => products.map(({ id }) => id);

it("lists all that aren't archived", () => {
  expect(all.length).toBe(COUNT - Math.ceil((COUNT - 2) / 29));
  expect(new Set(idsOf(all)).size).toBe(all.length);
});

it("lists each product that fits once, in order, under any filters and sort", async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(filters, common), sorts, async (filters, sort) => {
      const query = new URLSearchParams({ ...filters, sort, limit: "100" });
      const found = await walk(`/api/products?${query}`);
      const fitting = all.filter((product) =>
        Object.entries(filters).every(
          ([name, value]) => value === undefined || FILTERS[name]![1](product, value),
        ),
      );
      expect(idsOf(found), String(query)).toEqual(idsOf(sorted(fitting, sort)));
    }),
    { numRuns: 30 },
  );
}, 120_000);

it("keeps its place while others come in", async () => {
  for (const sort of ["title", "-price", "year", "-createdAt"]) {
    const query = `/api/products?genre=genero1&kind=record&limit=20&sort=${sort}`;
    const before = await walk(query);
    const found = await walk(query, async (page) => {
      if (page > 5) return;
      const priceCents = page * 9_000;
      const title = `disco${page} faixa ${sort}`;
      await create({ kind: "record", title, artist: "Recém-chegada", genre: "genero1", priceCents });
    });
    const known = new Set(idsOf(before));
    expect(idsOf(found).filter((id) => known.has(id))).toEqual(idsOf(before));
    expect(new Set(idsOf(found)).size).toBe(found.length);
  }
}, 60_000);
