import * as z from "zod";
import { line, name, normalized } from "../shared/fields.ts";
import { normalizeEan } from "./ean.ts";
import { normalizeIsbn } from "./isbn.ts";

export const KINDS = ["record", "book", "product"] as const;

export type Kind = (typeof KINDS)[number];

const sku = line(64)
  .transform((text) => text.toUpperCase())
  .describe("The shop's own code, stored in capital letters; no two products have the same.");

const ean = normalized(
  normalizeEan,
  "ean",
  "This is no valid EAN: it has 8, 12, 13 or 14 digits, the last of which checks the others.",
).describe(
  "EAN-8, UPC-A, EAN-13 or GTIN-14. Several products may have the same, such as a new and a used copy.",
);

const isbn = normalized(normalizeIsbn, "isbn", "This is no valid ISBN.").describe(
  "ISBN-10 or ISBN-13, with or without hyphens; stored as 13 digits.",
);

const text = z
  .string()
  .trim()
  .min(1)
  .max(2000)
  .refine((value) => !/[^\P{C}\n\t]/u.test(value), {
    message: "This takes no control characters but line breaks.",
    params: { code: "characters" },
  });

const genre = line(60).nullish();
const publishedIn = z.int().min(1000).max(2100).nullish();

/** How many of a new product there are. */
export const STOCK = z.int().min(0).max(1_000_000);

/** What each product has. What may be left out or null is nothing, unless there was something before. */
export const COMMON = {
  title: name,
  sku: sku.nullish(),
  ean: ean.nullish(),
  priceCents: z.int().min(0).max(100_000_000).describe("In cents, up to a million reais."),
  currency: z.literal("BRL"),
  active: z.boolean().describe("Whether it is for sale."),
};

/** What each kind has besides: the one table of it. */
export const OWN = {
  record: {
    artist: line(200),
    genre,
    year: publishedIn,
    label: line(100).nullish(),
    format: line(40).nullish().describe("`LP`, `2 CDs`, …"),
  },
  book: {
    author: line(200),
    genre,
    year: publishedIn,
    isbn: isbn.nullish(),
    publisher: line(100).nullish(),
    pages: z.int().min(1).max(100_000).nullish(),
  },
  product: { brand: line(100).nullish(), description: text.nullish() },
};

type OwnField = { [K in Kind]: keyof (typeof OWN)[K] }[Kind];

/** The fields that a kind has, and not every product. */
export function fieldsOf(kind: Kind): OwnField[] {
  return Object.keys(OWN[kind]) as OwnField[];
}

/** The kinds that have all of these fields. */
export function kindsWith(fields: string[]): Kind[] {
  return KINDS.filter((kind) => fields.every((field) => field in COMMON || field in OWN[kind]));
}
