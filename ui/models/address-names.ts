import type { Address, ClientAuditEntry } from "../api.ts";
import { type AddressLines, nameOfAddress } from "../i18n/brazil.ts";

type Changes = NonNullable<ClientAuditEntry["changes"]>;

/** What addresses are called, by id. */
export type AddressNames = ReadonlyMap<number, string>;

/** The names of a client's addresses: as they are now, or as they were when they were deleted. */
export function namesOfAddresses(addresses: Address[], entries: ClientAuditEntry[]): AddressNames {
  const names = new Map<number, string>();
  for (const { action, changes } of entries) {
    const id = /^addresses\/(\d+)\//.exec(changes?.[0]?.field ?? "")?.[1];
    if (action === "address-deleted" && changes && id)
      names.set(Number(id), nameOfAddress(addressIn(changes, "from")));
  }
  for (const address of addresses) names.set(address.id, nameOfAddress(address));
  return names;
}

/** The address whose values an entry tells of, as they were before or after. */
export function addressIn(changes: Changes, side: "from" | "to"): AddressLines {
  const values = new Map(changes.map((change) => [change.field.split("/").at(-1), change[side]]));
  const text = (field: string) => String(values.get(field) ?? "");
  return {
    label: text("label") || null,
    street: text("street"),
    number: text("number"),
    complement: text("complement"),
    district: text("district"),
    city: text("city"),
    state: text("state"),
    postalCode: text("postalCode"),
  };
}
