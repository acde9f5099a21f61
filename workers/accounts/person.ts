import * as z from "zod";
import type { people } from "../../schema/accounts/tables.ts";
import { email, name } from "../shared/fields.ts";
import { ROLES } from "../shared/rights.ts";
import { NewPassword, REPEATS_EMAIL, repeatsEmail } from "./new-password.ts";

const role = z.enum(ROLES);

/** An input with a password that says more than the e-mail beside it. */
const withOwnPassword = <S extends z.ZodType<{ email: string; password: string }>>(schema: S) =>
  schema.refine(({ email, password }) => !repeatsEmail(password, email), {
    message: REPEATS_EMAIL,
    path: ["password"],
    params: { code: "email" },
  });

/** What a caller sends to let a person in. */
export const NewPerson = withOwnPassword(z.strictObject({ email, name, role, password: NewPassword })).meta({
  id: "NewPerson",
  examples: [
    {
      email: "clara@example.com",
      name: "Clara Nunes",
      role: "staff",
      password: "morena de angola 1980",
    },
  ],
});

export type NewPerson = z.output<typeof NewPerson>;

const hasChange = {
  message: "Give at least one field to change.",
  params: { code: "empty" },
};

/** What an owner sends to edit a person: what is left out stays. */
export const PersonChanges = z
  .strictObject({
    name: name.optional(),
    role: role.optional(),
    disabled: z.boolean().optional().describe("Whether they are kept out; it ends their sessions."),
    password: NewPassword.optional().describe("A new one; it ends their sessions."),
  })
  .refine((changes) => Object.keys(changes).length > 0, hasChange)
  .meta({ id: "PersonChanges", minProperties: 1, examples: [{ role: "staff" }] });

export type PersonChanges = z.output<typeof PersonChanges>;

/** What people send to edit themselves. */
export const ProfileChanges = z
  .strictObject({
    name: name.optional(),
    password: NewPassword.optional().describe("A new one; it ends all other sessions."),
    currentPassword: z.string().max(200).optional().describe("Needed with `password`."),
  })
  .refine((changes) => changes.name !== undefined || changes.password !== undefined, hasChange)
  .refine((changes) => changes.password === undefined || changes.currentPassword !== undefined, {
    message: "This is required.",
    path: ["currentPassword"],
    params: { code: "required" },
  })
  .meta({ id: "ProfileChanges", minProperties: 1, examples: [{ name: "Clara Nunes" }] });

export type ProfileChanges = z.output<typeof ProfileChanges>;

/** Who makes the first owner. */
export const SetUp = withOwnPassword(
  z.strictObject({
    token: z.string().max(1000).describe("The secret `SETUP_TOKEN`."),
    email,
    name,
    password: NewPassword,
  }),
).meta({
  id: "SetUp",
  examples: [
    {
      token: "the secret that you set",
      email: "ivone@example.com",
      name: "Dona Ivone Lara",
      password: "sonho meu, sonho meu",
    },
  ],
});

/** A person on the wire; times in ISO 8601. */
export const Person = z
  .object({
    id: z.int(),
    email: z.string(),
    name: z.string(),
    role,
    disabledAt: z.iso.datetime().nullable().describe("Since when they are kept out."),
    version: z.int().describe("Grows with each change; its `ETag`."),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({
    id: "Person",
    examples: [
      {
        id: 3,
        email: "clara@example.com",
        name: "Clara Nunes",
        role: "staff",
        disabledAt: null,
        version: 1,
        createdAt: "2026-11-23T14:05:00.000Z",
        updatedAt: "2026-11-23T14:05:00.000Z",
      },
    ],
  });

export type Person = z.infer<typeof Person>;

export function toPerson(row: typeof people.$inferSelect): Person {
  const { passwordHash: _, ...person } = row;
  return {
    ...person,
    disabledAt: row.disabledAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
