import type { Address, AddressChanges, NewAddress } from "../api.ts";
import { formatPostalCode } from "../i18n/brazil.ts";

/** In the order of the form. */
export const ADDRESS_FIELDS = [
  "label",
  "postalCode",
  "street",
  "number",
  "complement",
  "district",
  "city",
  "state",
] as const;

export type AddressField = (typeof ADDRESS_FIELDS)[number];

/** An address as it is typed. */
export type AddressTexts = Record<AddressField, string>;

const REQUIRED = new Set<AddressField>(["postalCode", "street", "city", "state"]);

export function isRequired(field: AddressField): boolean {
  return REQUIRED.has(field);
}

/** The texts of a stored address, or of none. */
export function textsOf(address: Address | null): AddressTexts {
  const texts = ADDRESS_FIELDS.map((field) => [field, tidy(field, address?.[field] ?? "")]);
  return Object.fromEntries(texts) as AddressTexts;
}

/** What to send for a new address: what is left empty is left out, and the API says what is missing. */
export function newAddressOf(texts: AddressTexts): NewAddress {
  const given = ADDRESS_FIELDS.map((field) => [field, tidy(field, texts[field])]).filter(([, text]) => text);
  return Object.fromEntries(given) as NewAddress;
}

/** What to send so that `address` gets these texts; nothing if it has them. An optional field left empty is cleared. */
export function changesTo(address: Address, wanted: Partial<AddressTexts>): AddressChanges {
  const stored = textsOf(address);
  const changed = ADDRESS_FIELDS.flatMap((field) => {
    const text = wanted[field];
    if (text === undefined || isSame(field, text, stored[field])) return [];
    return [[field, tidy(field, text) || (isRequired(field) ? "" : null)]];
  });
  return Object.fromEntries(changed) as AddressChanges;
}

/** Whether the API stores both alike. */
export function isSame(field: AddressField, a: string, b: string): boolean {
  return tidy(field, a) === tidy(field, b);
}

function tidy(field: AddressField, text: string): string {
  return field === "postalCode" ? formatPostalCode(text.trim()) : text.trim();
}
