import type { ClientAuditEntry } from "../api.ts";
import { addressIn, type AddressNames } from "../models/address-names.ts";
import { formatAddress, formatDocument, formatPhone, formatPostalCode } from "./brazil.ts";
import { fill, t } from "./language.ts";

type Change = NonNullable<ClientAuditEntry["changes"]>[number];

/** What was done to a client in one entry, a line for each value; nothing once they are erased. */
export function describeClientEntry(entry: ClientAuditEntry, names: AddressNames): string[] {
  const { action, changes } = entry;
  if (changes === null || action === "erased") return [];
  const words = t.value.history;
  const primary = changes.find(({ field }) => field === "primaryAddress");
  if (action === "address-made-primary") return describePrimary(primary, words.between, names);
  if (action === "address-created" || action === "address-deleted") {
    const address = addressIn(changes, action === "address-created" ? "to" : "from");
    const told = [address.label, formatAddress(address)].filter(Boolean).join(": ");
    return [told, ...describePrimary(primary, words.change, names)];
  }
  if (changes.length === 0) return [t.value.editClient.unchanged];
  if (action === "created") return changes.map((change) => describeValue(change.field, change.to));
  const id = /^addresses\/(\d+)\//.exec(changes[0]!.field)?.[1];
  return [...(id ? [nameAt(names, Number(id))] : []), ...changes.map(describeChange)];
}

function describeValue(field: string, value: Change["to"]): string {
  return fill(t.value.history.value, { field: nameOf(field), value: format(field, value) });
}

function describeChange({ field, from, to }: Change): string {
  const told = { field: nameOf(field), from: format(field, from), to: format(field, to) };
  return fill(t.value.history.change, told);
}

/** The first address is primary, and the last one was: that goes without saying. */
function describePrimary(change: Change | undefined, how: string, names: AddressNames): string[] {
  if (typeof change?.from !== "number" || typeof change.to !== "number") return [];
  const field = t.value.history.client.primary;
  return [fill(how, { field, from: nameAt(names, change.from), to: nameAt(names, change.to) })];
}

function nameAt(names: AddressNames, id: number): string {
  return names.get(id) ?? fill(t.value.history.client.address, { id });
}

function nameOf(field: string): string {
  const { clients, addresses } = t.value;
  const { name, email, phone, document, status } = clients;
  const own: Record<string, string> = { name, email, phone, document, status };
  const ofAddress: Record<string, string> = addresses.fields;
  return own[field] ?? ofAddress[lastOf(field)] ?? field;
}

function format(field: string, value: Change["to"]): string {
  if (value === null) return t.value.common.none;
  const text = String(value);
  const statuses: Record<string, string> = t.value.clients.statuses;
  if (field === "status") return statuses[text] ?? text;
  if (field === "phone") return formatPhone(text);
  if (field === "document") return formatDocument(text);
  return lastOf(field) === "postalCode" ? formatPostalCode(text) : text;
}

function lastOf(field: string): string {
  return field.split("/").at(-1)!;
}
