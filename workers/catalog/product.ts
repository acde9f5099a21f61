import * as z from "zod";
import type { products } from "../../schema/catalog/tables.ts";
import { Cover, toCover } from "./cover.ts";
import { COMMON, fieldsOf, KINDS, OWN, STOCK } from "./product-fields.ts";

const EXAMPLE = {
  kind: "record" as const,
  title: "Sorriso Negro",
  sku: "LP-0042",
  ean: null,
  priceCents: 18_990,
  currency: "BRL" as const,
  active: true,
  artist: "Dona Ivone Lara",
  genre: "Samba",
  year: 1981,
  label: "WEA",
  format: "LP",
};

const created = {
  ...COMMON,
  currency: COMMON.currency.default("BRL"),
  active: COMMON.active.default(true),
  stock: STOCK.optional().describe(
    "How many there are, for the ledger of stock to open with; what changes later is told there.",
  ),
};

/** What a caller sends to create a product: the fields of its kind, and no others. */
export const NewProduct = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("record"), ...created, ...OWN.record }),
    z.strictObject({ kind: z.literal("book"), ...created, ...OWN.book }),
    z.strictObject({ kind: z.literal("product"), ...created, ...OWN.product }),
  ])
  .meta({ id: "NewProduct", examples: [EXAMPLE] });

export type NewProduct = z.output<typeof NewProduct>;

/** What a caller sends to edit one: what is left out stays, null clears. */
export const ProductChanges = z
  .strictObject({
    kind: z.enum(KINDS).describe("What it is; another kind is refused."),
    ...COMMON,
    ...OWN.record,
    ...OWN.book,
    ...OWN.product,
    archived: z.literal(false).describe("Brings it back, if it is archived."),
  })
  .partial()
  .refine(({ kind: _, ...changes }) => Object.keys(changes).length > 0, {
    message: "Give at least one field to change.",
    params: { code: "empty" },
  })
  .meta({ id: "ProductChanges", minProperties: 1, examples: [{ priceCents: 14_990, genre: null }] });

export type ProductChanges = z.output<typeof ProductChanges>;

const stored = {
  id: z.int(),
  title: z.string(),
  sku: z.string().nullable(),
  ean: z.string().nullable().describe("8, 12, 13 or 14 digits."),
  priceCents: z.int(),
  currency: z.string(),
  active: z.boolean().describe("Whether it is for sale."),
};

const history = {
  cover: Cover.nullable(),
  archivedAt: z.iso
    .datetime()
    .nullable()
    .describe("Since when it is kept for the history only: deleted, after it was sold."),
  version: z.int().describe("Grows with each change; its `ETag`."),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
};

const published = { genre: z.string().nullable(), year: z.int().nullable() };

/** A product on the wire, with the fields of its kind; times in ISO 8601. */
export const Product = z
  .discriminatedUnion("kind", [
    z.object({
      kind: z.literal("record"),
      ...stored,
      artist: z.string(),
      ...published,
      label: z.string().nullable(),
      format: z.string().nullable(),
      ...history,
    }),
    z.object({
      kind: z.literal("book"),
      ...stored,
      author: z.string(),
      ...published,
      isbn: z.string().nullable().describe("13 digits."),
      publisher: z.string().nullable(),
      pages: z.int().nullable(),
      ...history,
    }),
    z.object({
      kind: z.literal("product"),
      ...stored,
      brand: z.string().nullable(),
      description: z.string().nullable(),
      ...history,
    }),
  ])
  .meta({
    id: "Product",
    examples: [
      {
        id: 42,
        ...EXAMPLE,
        cover: null,
        archivedAt: null,
        version: 1,
        createdAt: "2026-11-23T14:05:00.000Z",
        updatedAt: "2026-11-23T14:05:00.000Z",
      },
    ],
  });

export type Product = z.infer<typeof Product>;

export type ProductRow = typeof products.$inferSelect;

export function toProduct(row: ProductRow): Product {
  const { id, kind, title, sku, ean, priceCents, currency, active, version } = row;
  const product = {
    id,
    kind,
    title,
    sku,
    ean,
    priceCents,
    currency,
    active,
    ...Object.fromEntries(fieldsOf(kind).map((field) => [field, row[field]])),
    cover: toCover(id, row.cover),
    archivedAt: row.archivedAt?.toISOString() ?? null,
    version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
  return product as Product; // the table's checks say that a kind has its fields
}
