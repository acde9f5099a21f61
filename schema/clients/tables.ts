import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { auditTable, id, idempotencyKeysTable, timestamp, timestamps, version } from "../columns.ts";

/** The people and firms a shop sells to. */
export const clients = sqliteTable(
  "clients",
  {
    id: id(),
    name: text("name").notNull(),
    /** The name in lower case without accents: what lists sort and searches compare by. */
    nameKey: text("name_key").notNull(),
    email: text("email"),
    /** E.164: `+5511987654321`. */
    phone: text("phone"),
    /** CPF (11 digits) or CNPJ (14 digits or capital letters), without punctuation. */
    document: text("document"),
    status: text("status", { enum: ["active", "inactive"] })
      .notNull()
      .default("active"),
    version: version(),
    ...timestamps(),
    /** When the personal data was erased (LGPD); the row stays for the history that names it. */
    erasedAt: timestamp("erased_at"),
  },
  (table) => [
    index("clients_by_name").on(table.nameKey, table.id),
    index("clients_by_creation").on(table.createdAt, table.id),
    // Of one e-mail's clients, those without a document come first.
    index("clients_by_email").on(table.email, table.document),
    uniqueIndex("clients_document_unique").on(table.document),
    check("clients_status", sql`${table.status} in ('active', 'inactive')`),
  ],
);

/**
 * The words of each client's name: a search is a range of this table's key, which already is in the order of the
 * answer. (SQLite's full-text index can't be exported from D1.)
 */
export const clientWords = sqliteTable(
  "client_words",
  {
    word: text("word").notNull(),
    nameKey: text("name_key").notNull(),
    clientId: integer("client_id")
      .notNull()
      .references(() => clients.id, { onDelete: "cascade" }),
  },
  (table) => [
    primaryKey({ columns: [table.word, table.nameKey, table.clientId] }),
    index("client_words_by_client").on(table.clientId, table.word),
  ],
);

export const audit = auditTable();

export const idempotencyKeys = idempotencyKeysTable();

/** Where a client lives or takes deliveries. */
export const addresses = sqliteTable(
  "addresses",
  {
    id: id(),
    clientId: integer("client_id")
      .notNull()
      .references(() => clients.id),
    /** The highest rank of a client's addresses is the primary one: there is always one, and never two. */
    rank: integer("rank").notNull(),
    label: text("label"),
    street: text("street").notNull(),
    number: text("number"),
    complement: text("complement"),
    district: text("district"),
    city: text("city").notNull(),
    /** One of the 27 federative units: `SP`. */
    state: text("state").notNull(),
    /** CEP, 8 digits. */
    postalCode: text("postal_code").notNull(),
    /** ISO 3166-1 alpha-2. */
    country: text("country").notNull().default("BR"),
    version: version(),
    ...timestamps(),
  },
  (table) => [uniqueIndex("addresses_rank_unique").on(table.clientId, table.rank)],
);
