import type { Client, ClientChanges } from "../api.ts";
import { FIELDS, textsOf } from "./client-form.ts";
import { type Difference, findDifferences } from "./differences.ts";

const EDITED = [...FIELDS, "status"] as const;

export type EditedField = (typeof EDITED)[number];

/** What a person may change of a client, as it is typed. */
export type Values = Record<EditedField, string>;

/** An edit that met another one: what was read, what the person made of it, and what is stored now. */
export interface Conflict {
  before: Client;
  mine: Values;
  current: Client;
  differences: Difference<EditedField>[];
  /** Whether it was changed once more since the person looked at it. */
  isOvertaken: boolean;
}

export function valuesOf(client: Client): Values {
  return { ...textsOf(client), status: client.status };
}

/** Puts both sides beside each other. Choices made `earlier` stay where they were about the same values. */
export function compare(before: Client, mine: Values, current: Client, earlier?: Conflict | null): Conflict {
  const versions = { before: valuesOf(before), mine, theirs: valuesOf(current) };
  const differences = findDifferences(EDITED, versions, isSame, earlier?.differences);
  const isOvertaken = earlier ? earlier.current.version !== current.version : false;
  return { before, mine, current, differences, isOvertaken };
}

/** What to send so that `client` gets these values; nothing if it has them. An optional field left empty is cleared. */
export function changesTo(client: Client, wanted: Partial<Values>): ClientChanges {
  const stored = valuesOf(client);
  const changed = EDITED.flatMap((field) => {
    const value = wanted[field];
    if (value === undefined || isSame(field, value, stored[field])) return [];
    return [[field, field !== "name" && value.trim() === "" ? null : value]];
  });
  return Object.fromEntries(changed) as ClientChanges;
}

/** Whether the API stores both alike. */
function isSame(field: EditedField, a: string, b: string): boolean {
  return bare(field, a) === bare(field, b);
}

function bare(field: EditedField, text: string): string {
  const tidy = text.normalize("NFC").trim();
  if (field === "email") return tidy.toLowerCase();
  if (field === "phone") return tidy.replace(/[\s().-]/g, "").replace(/^\+55(?=\d{10,11}$)/, "");
  if (field === "document") return tidy.replace(/[\s./-]/g, "").toUpperCase();
  return tidy.replace(/\s+/g, " ");
}
