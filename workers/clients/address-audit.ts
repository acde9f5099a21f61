import { type SQL, sql } from "drizzle-orm";
import { addresses } from "../../schema/clients/tables.ts";
import { type Actor, auditStatement, type FieldChange } from "../shared/audit.ts";
import type { Database } from "../shared/database.ts";
import { ADDRESS_FIELDS, type AddressChanges } from "./address.ts";
import { SUBJECT } from "./client-audit.ts";

type AddressAction = "address-created" | "address-edited" | "address-made-primary" | "address-deleted";

/** Tells, among what happened to its client, of what is done to the address that `where` finds. */
export function tellAddress(
  db: Database,
  about: { action: AddressAction; where: SQL | undefined; by: Actor; changes: FieldChange[] },
) {
  return auditStatement(db, { subject: SUBJECT, table: addresses, subjectId: addresses.clientId, ...about });
}

/** What a new address has, told of a row that is there already. */
export const createdAddress = (): FieldChange[] => [
  ...ADDRESS_FIELDS.map((field) => ({ field: fieldOf(field), from: sql`null`, to: addresses[field] })),
  { field: PRIMARY, from: primary(OTHERS), to: primary() },
];

/** What an edit changes, told of the row as it is before; as are those below. */
export function editedAddress(changes: AddressChanges): FieldChange[] {
  return ADDRESS_FIELDS.flatMap((field) => {
    const to = changes[field];
    return to === undefined ? [] : [{ field: fieldOf(field), from: addresses[field], to }];
  });
}

export const primaryAddress = (): FieldChange[] => [{ field: PRIMARY, from: primary(), to: addresses.id }];

export const deletedAddress = (): FieldChange[] => [
  ...ADDRESS_FIELDS.map((field) => ({ field: fieldOf(field), from: addresses[field], to: sql`null` })),
  { field: PRIMARY, from: primary(), to: primary(OTHERS) },
];

const PRIMARY = "primaryAddress";

const OTHERS = sql`and a.id <> ${addresses.id}`;

/** The id of the client's primary address, or of what would be it among some of them. */
function primary(among?: SQL): SQL {
  return sql`(select a.id from addresses a where a.client_id = ${addresses.clientId} ${among}
    order by a.rank desc limit 1)`;
}

/** `addresses/12/street`. */
function fieldOf(name: string): SQL {
  return sql`'addresses/' || ${addresses.id} || ${`/${name}`}`;
}
