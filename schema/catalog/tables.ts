import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { auditTable, id, idempotencyKeysTable, timestamp, timestamps, version } from "../columns.ts";

/**
 * What a shop sells: records, books, and other products. The `…Key` columns hold what stands beside them in lower case
 * without accents: what lists sort and filters compare by.
 */
export const products = sqliteTable(
  "products",
  {
    id: id(),
    kind: text("kind", { enum: ["record", "book", "product"] }).notNull(),
    title: text("title").notNull(),
    titleKey: text("title_key").notNull(),
    /** The shop's own code, in capital letters; no two products have the same. */
    sku: text("sku"),
    /** EAN-8, UPC-A, EAN-13 or GTIN-14; a new and a used copy have the same. */
    ean: text("ean"),
    priceCents: integer("price_cents").notNull(),
    currency: text("currency", { enum: ["BRL"] })
      .notNull()
      .default("BRL"),
    /** Whether it is for sale. */
    active: integer("active", { mode: "boolean" }).notNull().default(true),

    genre: text("genre"),
    genreKey: text("genre_key"),
    year: integer("year"),
    /** The year, or 0 for what has none. */
    yearKey: integer("year_key").notNull().default(0),

    artist: text("artist"),
    artistKey: text("artist_key"),
    label: text("label"),
    format: text("format"),

    author: text("author"),
    authorKey: text("author_key"),
    /** ISBN-13, without hyphens. */
    isbn: text("isbn"),
    publisher: text("publisher"),
    pages: integer("pages"),

    brand: text("brand"),
    description: text("description"),

    /** The files of its cover, which lie in R2. */
    cover: text("cover", { mode: "json" }).$type<StoredCover>(),
    /** What the ledger of the service that sells is to open with, until that has been told: then null. */
    openingStock: integer("opening_stock"),
    /** When it was first sold: from then on it is archived, not deleted. */
    soldAt: timestamp("sold_at"),
    archived: integer("archived", { mode: "boolean" }).notNull().default(false),
    archivedAt: timestamp("archived_at"),
    version: version(),
    ...timestamps(),
  },
  (table) => [
    uniqueIndex("products_sku_unique").on(table.sku),
    // One for each order of the list. Each begins with what every list says: whether it is of archived ones.
    index("products_by_title").on(table.archived, table.titleKey, table.id),
    index("products_by_price").on(table.archived, table.priceCents, table.id),
    index("products_by_year").on(table.archived, table.yearKey, table.id),
    index("products_by_creation").on(table.archived, table.createdAt, table.id),
    // One for each filter that may leave few.
    index("products_by_kind").on(table.kind, table.archived),
    index("products_by_genre")
      .on(table.genreKey, table.archived)
      .where(sql`genre_key is not null`),
    index("products_by_artist")
      .on(table.artistKey, table.archived)
      .where(sql`artist_key is not null`),
    index("products_by_author")
      .on(table.authorKey, table.archived)
      .where(sql`author_key is not null`),
    index("products_not_for_sale")
      .on(table.archived)
      .where(sql`active = 0`),
    index("products_with_opening_stock")
      .on(table.id)
      .where(sql`opening_stock is not null`),
    check("products_kind", sql`${table.kind} in ('record', 'book', 'product')`),
    check("products_price", sql`${table.priceCents} between 0 and 100000000`),
    check("products_currency", sql`${table.currency} = 'BRL'`),
    check(
      "products_year",
      sql`${table.year} between 1000 and 2100 and ${table.yearKey} = coalesce(${table.year}, 0)`,
    ),
    check(
      "products_record",
      sql`case ${table.kind} when 'record' then ${table.artist} is not null
        else coalesce(${table.artist}, ${table.label}, ${table.format}) is null end`,
    ),
    check(
      "products_book",
      sql`case ${table.kind} when 'book' then ${table.author} is not null
        else coalesce(${table.author}, ${table.isbn}, ${table.publisher}, ${table.pages}) is null end`,
    ),
    check(
      "products_product",
      sql`case ${table.kind} when 'product' then coalesce(${table.genre}, ${table.year}) is null
        else coalesce(${table.brand}, ${table.description}) is null end`,
    ),
    check(
      "products_archived",
      sql`${table.archived} = (${table.archivedAt} is not null) and (${table.soldAt} is not null or not ${table.archived})`,
    ),
  ],
);

/** A cover as it is kept; its files' keys in R2 are `<product id>/<name>`. */
export interface StoredCover {
  /** The beginning of the SHA-256 of the file, and a part that no other upload has. */
  name: string;
  type: string;
  /** In pixels, as it is shown. */
  width: number;
  height: number;
  bytes: number;
  /** The name of its thumbnail's file; null where none was sent. */
  thumbnail: string | null;
}

/**
 * Files in R2 that no product shows: an upload that isn't finished, a cover that was replaced or deleted. Each is told
 * here before it is stored, or in the transaction that lets go of it, so that none is forgotten.
 */
export const looseFiles = sqliteTable(
  "loose_files",
  {
    key: text("key").primaryKey(),
    /** Since when; 0 once it is being removed, and can't be shown any more. */
    since: timestamp("since").notNull(),
  },
  (table) => [index("loose_files_by_age").on(table.since)],
);

/**
 * The words that products are found by: a search is a range of this table's key. (SQLite's full-text index can't be
 * exported from D1.) Its migration makes it `without rowid`, which saves a row written for each word.
 */
export const productWords = sqliteTable(
  "product_words",
  {
    word: text("word").notNull(),
    productId: integer("product_id")
      .notNull()
      .references(() => products.id),
    /** Where the word stands: `title`, `isbn`. An edit of one field leaves the words of the others as they are. */
    field: text("field").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.word, table.productId, table.field] }),
    index("product_words_by_product").on(table.productId, table.word),
  ],
);

/**
 * How many products have each value of a facet, kept by triggers, so that it is exact whoever writes. Its migration
 * makes it `without rowid`.
 */
export const facets = sqliteTable(
  "facets",
  {
    archived: integer("archived", { mode: "boolean" }).notNull(),
    /** Of one kind, or of any. */
    kind: text("kind", { enum: ["record", "book", "product", "any"] }).notNull(),
    facet: text("facet", { enum: ["kind", "genre", "artist", "author", "year"] }).notNull(),
    /** The value in lower case without accents: `mpb` and `MPB` are one. */
    key: text("key").notNull(),
    /** The value as it was last written. */
    value: text("value").notNull(),
    count: integer("count").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.archived, table.kind, table.facet, table.key] }),
    index("facets_by_count")
      .on(table.kind, table.facet, sql`count desc`, table.key)
      .where(sql`archived = 0`),
  ],
);

export const audit = auditTable();

export const idempotencyKeys = idempotencyKeysTable();
