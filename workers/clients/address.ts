import * as z from "zod";
import type { addresses } from "../../schema/clients/tables.ts";

/** Brazil's federative units: 26 states and the Federal District. */
const STATES = "AC AL AM AP BA CE DF ES GO MA MG MS MT PA PB PE PI PR RJ RN RO RR RS SC SE SP TO".split(" ");

const line = (max: number) => z.string().trim().min(1).max(max);

const postalCode = z
  .string()
  .trim()
  .regex(/^\d{5}-?\d{3}$/, "A CEP has 8 digits, such as 01310-100")
  .transform((cep) => cep.replace("-", ""))
  .describe("CEP: 8 digits, with or without a hyphen.");

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

type Field = keyof typeof fields;

export const ADDRESS_FIELDS = Object.keys(fields) as Field[];

const example = {
  label: "Casa",
  street: "Rua Dona Ivone Lara",
  number: "96",
  complement: null,
  district: "Madureira",
  city: "Rio de Janeiro",
  state: "RJ",
  postalCode: "21351-050",
  country: "BR",
};

/** What a caller sends to add an address; the first one is primary whether it says so or not. */
export const NewAddress = z
  .strictObject({
    ...fields,
    label: fields.label.default(null),
    number: fields.number.default(null),
    complement: fields.complement.default(null),
    district: fields.district.default(null),
    country: fields.country.default("BR"),
    primary: z.boolean().default(false).describe("Whether it takes the place of the primary one."),
  })
  .meta({ id: "NewAddress", examples: [{ ...example, primary: true }] });

/** What a caller sends to edit one: what is left out stays, null clears. */
export const AddressChanges = z
  .strictObject(fields)
  .partial()
  .refine((changes) => Object.keys(changes).length > 0, {
    message: "Give at least one field to change.",
    params: { code: "empty" },
  })
  .meta({ id: "AddressChanges", minProperties: 1, examples: [{ number: "98", label: null }] });

export type NewAddress = z.output<typeof NewAddress>;
export type AddressChanges = z.output<typeof AddressChanges>;

/** An address on the wire; times in ISO 8601. */
export const Address = z
  .object({
    id: z.int(),
    clientId: z.int(),
    label: z.string().nullable(),
    street: z.string(),
    number: z.string().nullable(),
    complement: z.string().nullable(),
    district: z.string().nullable(),
    city: z.string(),
    state: z.string().describe("One of the 27 federative units."),
    postalCode: z.string().describe("CEP, 8 digits."),
    country: z.string().describe("ISO 3166-1 alpha-2."),
    primary: z.boolean(),
    version: z.int().describe("Grows with each change; its `ETag`."),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({
    id: "Address",
    examples: [
      {
        id: 12,
        clientId: 7,
        ...example,
        postalCode: "21351050",
        primary: true,
        version: 1,
        createdAt: "2026-11-23T14:05:00.000Z",
        updatedAt: "2026-11-23T14:05:00.000Z",
      },
    ],
  });

export type Address = z.infer<typeof Address>;

export function toAddress(row: typeof addresses.$inferSelect, primary: boolean): Address {
  const { rank: _, ...address } = row;
  return {
    ...address,
    primary,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
