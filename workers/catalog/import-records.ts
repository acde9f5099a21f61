import * as z from "zod";
import { checkCells, type ImportRecord, readImport, type Understood } from "../shared/import-records.ts";
import type { CsvFile } from "../shared/read-csv.ts";
import { kindText, priceText, wholeText, yesOrNo } from "./import-texts.ts";
import { COMMON, KINDS, OWN, STOCK } from "./product-fields.ts";

const optional = <S extends z.ZodType>(schema: S) => schema.nullish().transform((value) => value ?? null);

/** What a record says of a product: null where it says nothing, which leaves what is stored. */
const Cells = z.strictObject({
  kind: optional(kindText),
  title: optional(COMMON.title),
  artist: optional(OWN.record.artist),
  author: optional(OWN.book.author),
  genre: optional(OWN.record.genre),
  year: optional(wholeText.pipe(OWN.record.year.unwrap().unwrap())),
  label: optional(OWN.record.label),
  format: optional(OWN.record.format),
  isbn: optional(OWN.book.isbn),
  publisher: optional(OWN.book.publisher),
  pages: optional(wholeText.pipe(OWN.book.pages.unwrap().unwrap())),
  brand: optional(OWN.product.brand),
  description: optional(OWN.product.description),
  sku: optional(COMMON.sku),
  ean: optional(COMMON.ean),
  priceCents: optional(wholeText.pipe(COMMON.priceCents)),
  price: optional(priceText.pipe(COMMON.priceCents)),
  currency: optional(COMMON.currency),
  active: optional(yesOrNo),
  stock: optional(wholeText.pipe(STOCK)),
});

type Cells = z.output<typeof Cells>;

export type GivenProduct = Omit<Cells, "price" | "currency">;

export type ProductRecord = ImportRecord<GivenProduct>;

const NAMES: Record<keyof Cells, string[]> = {
  kind: ["kind", "tipo"],
  title: ["title", "titulo", "nome"],
  artist: ["artist", "artista"],
  author: ["author", "autor", "autora"],
  genre: ["genre", "genero"],
  year: ["year", "ano"],
  label: ["label", "gravadora", "selo"],
  format: ["format", "formato"],
  isbn: ["isbn"],
  publisher: ["publisher", "editora"],
  pages: ["pages", "paginas"],
  brand: ["brand", "marca"],
  description: ["description", "descricao"],
  sku: ["sku", "codigo"],
  ean: ["ean", "codigodebarras"],
  priceCents: ["pricecents"],
  price: ["price", "preco"],
  currency: ["currency", "moeda"],
  active: ["active", "ativo"],
  stock: ["stock", "estoque", "openingstock", "estoqueinicial"],
};

const COLUMNS = new Map<string, keyof Cells | null>([
  ...(Object.keys(NAMES) as (keyof Cells)[]).flatMap((field) =>
    NAMES[field].map((name) => [name, field] as const),
  ),
  ...["id", "archivedat", "createdat", "updatedat"].map((name) => [name, null] as const),
]);

/** What the preview of an import shows of a record. */
export const Preview = {
  kind: z.enum(KINDS).nullable(),
  title: z.string().nullable(),
  artist: z.string().nullable(),
  author: z.string().nullable(),
  genre: z.string().nullable(),
  year: z.int().nullable(),
  label: z.string().nullable(),
  format: z.string().nullable(),
  isbn: z.string().nullable(),
  publisher: z.string().nullable(),
  pages: z.int().nullable(),
  brand: z.string().nullable(),
  description: z.string().nullable(),
  sku: z.string().nullable(),
  ean: z.string().nullable(),
  priceCents: z.int().nullable(),
  active: z.boolean().nullable(),
  stock: z.int().nullable().describe("What a new product opens with; that of a stored one is left alone."),
};

/** Reads the records of a file of products. Throws `invalid-body` for a header that can't be used. */
export function readRecords(file: CsvFile): { records: ProductRecord[]; ignoredColumns: string[] } {
  return readImport(file, { columns: COLUMNS, required: [["title", "título"]], understand });
}

function understand(texts: Partial<Record<keyof Cells, string>>): Understood<GivenProduct> {
  const { given: cells, errors } = checkCells(Cells, texts);
  const { price, currency: _, ...given } = { ...cells, priceCents: cells.priceCents ?? cells.price };
  const refuse = (pointer: string, code: string, detail: string) => ({
    given,
    errors: [...errors, { pointer, code, detail }],
  });
  if (cells.priceCents !== null && price !== null) {
    return refuse("/price", "twice", "Give the price once: in cents, or not.");
  }
  if (errors.length > 0 || codeOf(given) !== null) return { given, errors };
  return refuse(
    "",
    "unrecognizable",
    "Give a SKU, ISBN or EAN, or else it can't be recognised the next time.",
  );
}

/** What a product is recognised by: its SKU, or, where a record gives none, its ISBN or EAN. */
export function codeOf({ sku, isbn, ean }: Pick<GivenProduct, "sku" | "isbn" | "ean">): string | null {
  if (sku !== null) return `sku ${sku}`;
  if (isbn !== null) return `isbn ${isbn}`;
  return ean === null ? null : `ean ${ean}`;
}
