import * as z from "zod";
import type { clients } from "../../schema/clients/tables.ts";
import { email, name, normalized } from "../shared/fields.ts";
import { normalizeDocument } from "./document.ts";
import { normalizePhone } from "./phone.ts";

const optional = <S extends z.ZodType>(schema: S) => schema.nullish().transform((value) => value ?? null);

const phone = normalized(
  normalizePhone,
  "phone",
  "A phone number has 10 or 11 digits, or + and its country's code.",
).describe("A Brazilian number with area code, or any other with + and its country's code.");

const document = normalized(normalizeDocument, "document", "This is no valid CPF or CNPJ.").describe(
  "A CPF or CNPJ, with or without punctuation; no two clients have the same.",
);

const status = z.enum(["active", "inactive"]);

/** What a caller sends to create a client. */
export const NewClient = z
  .strictObject({
    name,
    email: optional(email),
    phone: optional(phone),
    document: optional(document),
  })
  .meta({
    id: "NewClient",
    examples: [
      {
        name: "Dona Ivone Lara",
        email: "ivone@example.com",
        phone: "(21) 98765-4321",
        document: "529.982.247-25",
      },
    ],
  });

/** What a caller sends to edit one: what is left out stays, null clears. */
export const ClientChanges = z
  .strictObject({
    name: name.optional(),
    email: email.nullable().optional(),
    phone: phone.nullable().optional(),
    document: document.nullable().optional(),
    status: status.optional(),
  })
  .refine((changes) => Object.keys(changes).length > 0, {
    message: "Give at least one field to change.",
    params: { code: "empty" },
  })
  .meta({ id: "ClientChanges", minProperties: 1, examples: [{ phone: "+5521912345678", email: null }] });

export type ClientChanges = z.output<typeof ClientChanges>;

/** How the old system created one. */
export const LegacyNewClient = z
  .strictObject({ nome: name })
  .meta({ id: "LegacyNewClient", examples: [{ nome: "Dona Ivone Lara" }] });

/** How the old system showed one. */
export const LegacyClient = z
  .object({ id: z.int(), nome: z.string() })
  .meta({ id: "LegacyClient", examples: [{ id: 7, nome: "Dona Ivone Lara" }] });

export type NewClient = z.output<typeof NewClient>;

/** A client on the wire; times in ISO 8601. */
export const Client = z
  .object({
    id: z.int(),
    name: z.string(),
    email: z.string().nullable(),
    phone: z.string().nullable().describe("E.164."),
    document: z
      .string()
      .nullable()
      .describe("CPF (11 digits) or CNPJ (14 digits or capital letters), without punctuation."),
    status,
    version: z.int().describe("Grows with each change; its `ETag`."),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    erasedAt: z.iso.datetime().nullable().describe("When the personal data was erased."),
  })
  .meta({
    id: "Client",
    examples: [
      {
        id: 7,
        name: "Dona Ivone Lara",
        email: "ivone@example.com",
        phone: "+5521987654321",
        document: "52998224725",
        status: "active",
        version: 1,
        createdAt: "2026-11-23T14:05:00.000Z",
        updatedAt: "2026-11-23T14:05:00.000Z",
        erasedAt: null,
      },
    ],
  });

export type Client = z.infer<typeof Client>;

export function toClient(row: typeof clients.$inferSelect): Client {
  const { nameKey: _, ...client } = row;
  return {
    ...client,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    erasedAt: row.erasedAt?.toISOString() ?? null,
  };
}
