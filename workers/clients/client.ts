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

/** What a caller sends to create a client. */
export const NewClient = z.strictObject({
  name,
  email: optional(z.string().trim().toLowerCase().max(254).pipe(z.email())),
  phone: optional(
    normalized(normalizePhone, "phone", "A phone number has 10 or 11 digits, or + and its country's code."),
  ),
  document: optional(normalized(normalizeDocument, "document", "This is no valid CPF or CNPJ.")),
});

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
}

export function toClient(row: typeof clients.$inferSelect): Client {
  const { nameKey: _, ...client } = row;
  return { ...client, createdAt: row.createdAt.toISOString(), updatedAt: row.updatedAt.toISOString() };
}
