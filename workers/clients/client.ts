import * as z from "zod";
import type { clients } from "../../schema/clients/tables.ts";
import { normalizeDocument } from "./document.ts";
import { normalizePhone } from "./phone.ts";

const optional = <S extends z.ZodType>(schema: S) => schema.nullish().transform((value) => value ?? null);

const name = z
  .string()
  .transform((text) => text.normalize("NFC").trim().replace(/\s+/gu, " "))
  .pipe(
    z
      .string()
      .min(1)
      .max(200)
      .refine((text) => !/\p{C}/u.test(text), {
        message: "A name has no control characters.",
        params: { code: "characters" },
      }),
  );

/** A text that `normalize` brings into its stored form, or refuses with null. */
const normalized = (normalize: (text: string) => string | null, code: string, message: string) =>
  z
    .string()
    .max(50)
    .transform((text, context) => {
      const value = normalize(text);
      if (value !== null) return value;
      context.addIssue({ code: "custom", message, params: { code } });
      return z.NEVER;
    });

const email = z.string().trim().toLowerCase().max(254).pipe(z.email());

const phone = normalized(
  normalizePhone,
  "phone",
  "A phone number has 10 or 11 digits, or + and its country's code.",
);

const document = normalized(normalizeDocument, "document", "This is no valid CPF or CNPJ.");

/** What a caller sends to create a client. */
export const NewClient = z.strictObject({
  name,
  email: optional(email),
  phone: optional(phone),
  document: optional(document),
});

/** What a caller sends to edit one: what is left out stays, null clears. */
export const ClientChanges = z
  .strictObject({
    name: name.optional(),
    email: email.nullable().optional(),
    phone: phone.nullable().optional(),
    document: document.nullable().optional(),
    status: z.enum(["active", "inactive"]).optional(),
  })
  .refine((changes) => Object.keys(changes).length > 0, {
    message: "Give at least one field to change.",
    params: { code: "empty" },
  });

export type ClientChanges = z.output<typeof ClientChanges>;

/** How the old system created one. */
export const LegacyNewClient = z.strictObject({ nome: name });

export type NewClient = z.output<typeof NewClient>;

/** A client on the wire; times in ISO 8601. */
export interface Client {
  id: number;
  name: string;
  email: string | null;
  phone: string | null;
  document: string | null;
  status: "active" | "inactive";
  version: number;
  createdAt: string;
  updatedAt: string;
  /** When the personal data was erased, or null. */
  erasedAt: string | null;
}

export function toClient(row: typeof clients.$inferSelect): Client {
  const { nameKey: _, ...client } = row;
  return {
    ...client,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    erasedAt: row.erasedAt?.toISOString() ?? null,
  };
}
