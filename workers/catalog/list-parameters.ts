import * as z from "zod";
import { startParameter, wholeNumber } from "../shared/lists.ts";
import { KINDS } from "./product-fields.ts";
import { PRODUCT_SORTS } from "./product-order.ts";

const text = (description: string) =>
  z.string().trim().min(1).max(200).optional().describe(`${description}, without regard to case or accents.`);

const yesOrNo = z.enum(["true", "false"]).transform((value) => value === "true");

const year = wholeNumber(1, 9999).optional();

const cents = wholeNumber(0, 1_000_000_000).optional();

export const kind = z.enum(KINDS).optional();

/** What narrows and orders a list of products. */
export const productFilters = {
  search: startParameter(
    "Words, each the start of a word of title, artist, author, brand, ISBN, SKU or EAN, without regard to case or accents.",
    "sorriso",
  ),
  kind,
  title: text("The whole title"),
  artist: text("The artist"),
  author: text("The author"),
  genre: text("The genre"),
  year,
  yearFrom: year.describe("This year or later."),
  yearTo: year.describe("This year or earlier."),
  priceFrom: cents.describe("This price or more, in cents."),
  priceTo: cents.describe("This price or less, in cents."),
  active: yesOrNo.optional().describe("Whether they are for sale."),
  archived: yesOrNo.default(false).meta({
    description: "`true` lists the archived ones, in place of all others.",
    default: "false",
  }),
  sort: z.enum(PRODUCT_SORTS).optional().describe("`-createdAt`, newest first, unless it is said."),
};
