import type { Address } from "../api.ts";
import { ADDRESS_FIELDS, type AddressTexts, changesTo, isSame, textsOf } from "./address-texts.ts";

/** What somebody else did to the address in the form; `mine` and `theirs` are the two versions of a changed one. */
export type AddressConflict =
  | { kind: "changed"; current: Address; mine: AddressTexts; theirs: AddressTexts }
  | { kind: "deleted" };

/**
 * Compares what was typed, for an address as it was `read`, with what is stored by now. In `merged` stands what the
 * person changed, and of the rest what is stored. Null if all that the person wanted is stored already.
 */
export function compareAddress(read: Address, mine: AddressTexts, current: Address) {
  const [before, theirs] = [textsOf(read), textsOf(current)];
  const changed = ADDRESS_FIELDS.filter((field) => !isSame(field, mine[field], before[field]));
  const wanted: Partial<AddressTexts> = Object.fromEntries(changed.map((field) => [field, mine[field]]));
  if (Object.keys(changesTo(current, wanted)).length === 0) return null;
  const conflict: AddressConflict = { kind: "changed", current, mine, theirs };
  return { conflict, merged: { ...theirs, ...wanted } };
}
