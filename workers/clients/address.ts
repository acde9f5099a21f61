import * as z from "zod";
import type { addresses } from "../../schema/clients/tables.ts";

/** Brazil's federative units: 26 states and the Federal District. */
const STATES = "AC AL AM AP BA CE DF ES GO MA MG MS MT PA PB PE PI PR RJ RN RO RR RS SC SE SP TO".split(" ");

const line = (max: number) => z.string().trim().min(1).max(max);

const postalCode = z
  .string()
  .trim()
  .regex(/^\d{5}-?\d{3}$/, "A CEP has 8 digits, such as 01310-100")
  .transform((cep) => cep.replace("-", ""));

const fields = {
  label: line(60).nullable(),
  street: line(200),
  number: line(20).nullable(),
  complement: line(100).nullable(),
  district: line(100).nullable(),
  city: line(100),
  state: z.enum(STATES),
  postalCode,
  country: z.literal("BR"),
};

/** What a caller sends to add an address; the first one is primary whether it says so or not. */
export const NewAddress = z.strictObject({
  ...fields,
  label: fields.label.default(null),
  number: fields.number.default(null),
  complement: fields.complement.default(null),
  district: fields.district.default(null),
  country: fields.country.default("BR"),
  primary: z.boolean().default(false),
});

/** What a caller sends to edit one: what is left out stays, null clears. */
export const AddressChanges = z
  .strictObject(fields)
  .partial()
  .refine((changes) => Object.keys(changes).length > 0, {
    message: "Give at least one field to change.",
    params: { code: "empty" },
  });

export type NewAddress = z.output<typeof NewAddress>;
export type AddressChanges = z.output<typeof AddressChanges>;

/** An address on the wire; times in ISO 8601. */
export interface Address {
  id: number;
  clientId: number;
  label: string | null;
  street: string;
  number: string | null;
  complement: string | null;
  district: string | null;
  city: string;
  state: string;
  postalCode: string;
  country: string;
  primary: boolean;
  version: number;
  createdAt: string;
  updatedAt: string;
}

export function toAddress(row: typeof addresses.$inferSelect, primary: boolean): Address {
  const { rank: _, ...address } = row;
  return {
    ...address,
    primary,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
