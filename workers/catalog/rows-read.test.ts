import { expect, it } from "vitest";
import { findLongReads } from "../shared/test-rows-read.ts";
import { api, RECORD, send } from "./test-catalog.ts";
import { grow } from "./test-growth.ts";
import { openShop } from "./test-sales.ts";

/** Of a list that is looked through for what a filter asks, or of all that a filter leaves, if that is no more. */
const LOOKED_THROUGH = 6000;
const SEARCHED = 13_000;

const HUNDRED = Array.from({ length: 100 }, (_, index) => index * 10 + 1).join();

const PATHS: [path: string, rows: number][] = [
  ["/api/products/500", 1],
  ["/api/products", 28],
  ["/api/products?limit=100", 103],
  ["/api/products?sort=title", 28],
  ["/api/products?sort=-price", 28],
  ["/api/products?sort=year", 28],
  ["/api/products?sort=price&priceFrom=1000&priceTo=40000", 28],
  ["/api/products?sort=-year&year=1960", 28],
  ["/api/products?archived=true", 28],
  ["/api/products?kind=record", LOOKED_THROUGH],
  ["/api/products?kind=book&sort=title", LOOKED_THROUGH],
  ["/api/products?genre=genero7", LOOKED_THROUGH],
  ["/api/products?genre=raro", 200],
  ["/api/products?kind=book&genre=raro&sort=price", 200],
  ["/api/products?artist=pessoa5", 200],
  ["/api/products?artist=pessoa7&sort=title", 200],
  ["/api/products?author=pessoa6&sort=-year", 200],
  ["/api/products?title=disco11+faixa11", 200],
  ["/api/products?year=1960", LOOKED_THROUGH],
  ["/api/products?yearFrom=1960&yearTo=1970&sort=title", LOOKED_THROUGH],
  ["/api/products?year=1960&genre=genero7&kind=record&sort=-price", LOOKED_THROUGH],
  ["/api/products?priceFrom=1000&priceTo=1010", LOOKED_THROUGH],
  ["/api/products?priceFrom=1000&priceTo=40000&sort=title", LOOKED_THROUGH],
  ["/api/products?active=true", LOOKED_THROUGH],
  ["/api/products?active=false", LOOKED_THROUGH],
  ["/api/products?archived=true&kind=product&sort=title", LOOKED_THROUGH],
  ["/api/products?search=d", SEARCHED],
  ["/api/products?search=disco7", SEARCHED],
  ["/api/products?search=faixa11", SEARCHED],
  ["/api/products?search=faixa7&sort=-price", SEARCHED],
  ["/api/products?search=disco+faixa+pessoa", SEARCHED],
  ["/api/products?search=disco7+faixa1&kind=record&genre=genero7&sort=title", SEARCHED],
  [
    "/api/products?search=d&kind=book&genre=genero1&yearFrom=1950&priceTo=40000&active=true&sort=year",
    SEARCHED,
  ],
  ["/api/products?search=nada", SEARCHED],
  [`/api/products?ids=${HUNDRED}`, 200], // the list itself counts, too
  ["/api/products/facets", 350],
  ["/api/products/facets?kind=record", 350],
  ["/api/products/facet-values?facet=artist&prefix=pessoa1", 28],
];

it.each([
  [1_000, 1],
  [100_000, 1_001],
])(
  "reads a bounded number of rows among %i products",
  async (to, from) => {
    await grow(from, to);
    expect(await findLongReads(api, PATHS)).toEqual([]);
  },
  120_000,
);

it("tells a sale of its products in a read of those, among 100000 products", async () => {
  for (const name of ["sold", "find"]) {
    const { status, headers } = await send("POST", `/internal/products/${name}`, { ids: [500, 90_000] });
    expect(status).toBe(200);
    expect(Number(/rows_read=(\d+)/.exec(headers.get("server-timing")!)![1])).toBeLessThanOrEqual(40);
  }
});

it("hands opening stock over in a read of what waits, among 100000 products", async () => {
  const { headers } = await openShop().api.post("/api/products", { ...RECORD, stock: 1 });
  const [, rows] = /rows_read=(\d+)/.exec(headers.get("server-timing") ?? "") ?? [];
  expect(Number(rows)).toBeLessThan(60);
});
