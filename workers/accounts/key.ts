import * as z from "zod";
import type { keys } from "../../schema/accounts/tables.ts";
import { name } from "../shared/fields.ts";
import { type Scope, SCOPES } from "../shared/rights.ts";

const scope = z.enum(SCOPES);

/** What a caller sends to make a key. */
export const NewKey = z
  .strictObject({
    name,
    scopes: z
      .array(scope)
      .min(1)
      .max(20)
      .transform((scopes) => [...new Set(scopes)])
      .describe("The rights it has."),
    expiresAt: z.iso
      .datetime({ offset: true })
      .transform((text) => new Date(text))
      .nullish()
      .transform((date) => date ?? null)
      .meta({ description: "When it ends by itself; never, unless it is given." }),
  })
  .meta({
    id: "NewKey",
    examples: [{ name: "Till at the counter", scopes: ["clients:read"], expiresAt: "2036-11-23T14:05:00Z" }],
  });

export type NewKey = z.output<typeof NewKey>;

const fields = {
  id: z.int(),
  name: z.string(),
  scopes: z.array(scope),
  expiresAt: z.iso.datetime().nullable(),
  lastUsedAt: z.iso.datetime().nullable().describe("Give or take a minute."),
  revokedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
};

const example = {
  id: 5,
  name: "Till at the counter",
  scopes: ["clients:read"],
  expiresAt: "2036-11-23T14:05:00.000Z",
  lastUsedAt: null,
  revokedAt: null,
  createdAt: "2026-11-23T14:05:00.000Z",
};

/** A key on the wire, without its secret; times in ISO 8601. */
export const Key = z.object(fields).meta({ id: "Key", examples: [example] });

/** A key as it is shown once, when it is made. */
export const CreatedKey = z
  .object({ ...fields, key: z.string().describe("The whole key: it is shown this once.") })
  .meta({ id: "CreatedKey", examples: [{ ...example, key: `fch_5_${"x".repeat(43)}` }] });

export type Key = z.infer<typeof Key>;

export function toKey(row: typeof keys.$inferSelect): Key {
  const { secretHash: _, ...key } = row;
  return {
    ...key,
    scopes: row.scopes as Scope[],
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}

/** The whole key: what finds it, and what proves it. */
export function writeKey(id: number, secret: string): string {
  return `fch_${id}_${secret}`;
}

/** Reads a key; null for what is none. */
export function readKey(text: string): { id: number; secret: string } | null {
  const [, id, secret] = /^fch_(\d{1,15})_([\w-]{43})$/.exec(text) ?? [];
  return id === undefined || secret === undefined ? null : { id: Number(id), secret };
}
