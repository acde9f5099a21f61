import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { auditTable, id, idempotencyKeysTable, timestamp, timestamps, version } from "../columns.ts";

/** The people who may enter. */
export const people = sqliteTable(
  "people",
  {
    id: id(),
    /** In lower case; it never changes. */
    email: text("email").notNull(),
    name: text("name").notNull(),
    /** argon2id with its parameters and salt, in the PHC format. */
    passwordHash: text("password_hash").notNull(),
    role: text("role", { enum: ["viewer", "staff", "owner"] }).notNull(),
    disabledAt: timestamp("disabled_at"),
    version: version(),
    ...timestamps(),
  },
  (table) => [
    uniqueIndex("people_email_unique").on(table.email),
    // The active owners, who are few: there must always be one.
    index("people_active_owners")
      .on(table.id)
      .where(sql`role = 'owner' and disabled_at is null`),
    check("people_role", sql`${table.role} in ('viewer', 'staff', 'owner')`),
  ],
);

const person = () =>
  integer("person_id")
    .notNull()
    .references(() => people.id);

/** Who is signed in. */
export const sessions = sqliteTable(
  "sessions",
  {
    /** SHA-256 of the cookie's 256-bit token: the token itself is nowhere. */
    tokenHash: text("token_hash").primaryKey(),
    personId: person(),
    /** When it was last used, give or take five minutes. */
    seenAt: timestamp("seen_at").notNull(),
    /** When it ends however much it is used. */
    expiresAt: timestamp("expires_at").notNull(),
  },
  (table) => [
    index("sessions_by_person").on(table.personId),
    index("sessions_by_use").on(table.seenAt),
    index("sessions_by_expiry").on(table.expiresAt),
  ],
);

/** What machines enter with. */
export const keys = sqliteTable("keys", {
  id: id(),
  name: text("name").notNull(),
  /** SHA-256 of the key's 256-bit secret: the secret itself is nowhere. */
  secretHash: text("secret_hash").notNull(),
  /** The rights it has: `["clients:read"]`. */
  scopes: text("scopes", { mode: "json" }).$type<string[]>().notNull(),
  expiresAt: timestamp("expires_at"),
  /** When it was last used, give or take a minute. */
  lastUsedAt: timestamp("last_used_at"),
  revokedAt: timestamp("revoked_at"),
  createdAt: timestamps().createdAt,
});

/**
 * Sign-ins begun and not proven right, counted per e-mail and address and per address; `workers/accounts/attempts.ts`.
 */
export const attempts = sqliteTable(
  "attempts",
  {
    /** SHA-256 of what is counted: no address and nothing that was typed in is kept. */
    key: text("key").primaryKey(),
    /** How many are over what is free; negative while some are left. */
    excess: integer("excess").notNull(),
    blockedUntil: timestamp("blocked_until").notNull(),
    lastAt: timestamp("last_at").notNull(),
  },
  (table) => [index("attempts_by_time").on(table.lastAt)],
);

/** The addresses that a person has signed in from: there, nobody else's failures stand in their way. */
export const knownAddresses = sqliteTable(
  "known_addresses",
  {
    personId: person(),
    /** SHA-256 of the address. */
    address: text("address").notNull(),
    lastAt: timestamp("last_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.personId, table.address] }),
    index("known_addresses_by_time").on(table.lastAt),
  ],
);

export const audit = auditTable();

export const idempotencyKeys = idempotencyKeysTable();
