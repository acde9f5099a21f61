import { hasGtinCheckDigit } from "../catalog/ean.ts";
import { NewProduct } from "../catalog/product.ts";
import { demoBooks } from "./demo-books.ts";
import { demoGoods } from "./demo-goods.ts";
import { demoRecords } from "./demo-records.ts";
import type { Work } from "./demo-works.ts";
import { createRandom, type Random } from "./random.ts";

const DAYS = 2 * 365;
const DAY_MS = 86_400_000;
const NOT_FOR_SALE = 0.06;

/** A record and book shop's products, oldest first, spread over the two years before `now`. */
export function demoProducts(now: Date) {
  const random = createRandom(1917);
  const all = [
    ...demoRecords.map((work, index) => record(random, work, index + 1)),
    ...demoBooks.map((work, index) => book(random, work, index + 1)),
    ...demoGoods.map((good, index) => ({ ...good, kind: "product", ...codes(random, "AC", index + 1) })),
  ];
  const age = () => Math.round(random.next() * DAYS * DAY_MS) + DAY_MS / 2;
  return all
    .map((product) => ({
      ...NewProduct.parse({ ...product, active: random.next() >= NOT_FOR_SALE }),
      createdAt: now.getTime() - age(),
    }))
    .toSorted((a, b) => a.createdAt - b.createdAt);
}

function record(random: Random, { genre, by, title, year, from }: Work, number: number) {
  const { format, code, prices } = random.pick(formatsOf(year));
  return {
    kind: "record",
    title,
    artist: by,
    genre,
    year,
    label: from,
    format,
    ...codes(random, code, number),
    priceCents: price(random, prices),
  };
}

function book(random: Random, { genre, by, title, year, from }: Work, number: number) {
  return {
    kind: "book",
    title,
    author: by,
    genre,
    year,
    publisher: from,
    pages: genre === "Infantil e juvenil" ? random.integer(32, 160) : random.integer(96, 720),
    isbn: withCheckDigit(`978${random.pick(["65", "85"])}${random.digits(7)}`),
    sku: sku("LV", number),
    priceCents: price(random, [29, 119]),
  };
}

/** What an album of a year comes as, each with the code of its SKU and its prices in reais. */
function formatsOf(year: number) {
  const lp = { format: "LP", code: "LP", prices: [69, 289] };
  const cd = { format: "CD", code: "CD", prices: [24, 69] };
  const single = { format: 'Compacto 7"', code: "CP", prices: [29, 89] };
  const double = { format: "2 LPs", code: "LP", prices: [189, 349] };
  return year < 1985 ? [lp, lp, lp, lp, cd, single] : [lp, cd, cd, double];
}

function codes(random: Random, code: string, number: number) {
  // GS1 leaves what begins with 2 to each shop.
  return { sku: sku(code, number), ean: withCheckDigit(`20${random.digits(10)}`) };
}

function sku(code: string, number: number): string {
  return `${code}-${String(number).padStart(4, "0")}`;
}

/** A price that ends in 90 cents. */
function price(random: Random, [least = 0, most = 0]: number[]): number {
  return random.integer(least, most) * 100 + 90;
}

function withCheckDigit(body: string): string {
  const digit = Array.from({ length: 10 }, (_, index) => index).find((one) => hasGtinCheckDigit(body + one));
  return `${body}${digit}`;
}
