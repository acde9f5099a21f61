import type { Client } from "../api.ts";
import { formatDocument, formatPhone } from "../i18n/brazil.ts";
import { createForm } from "./form.ts";

export const FIELDS = ["name", "email", "phone", "document"] as const;

export type Field = (typeof FIELDS)[number];

export type Texts = Record<Field, string>;

const EMPTY: Texts = { name: "", email: "", phone: "", document: "" };

export type ClientForm = ReturnType<typeof createClientForm>;

export function createClientForm() {
  return createForm(EMPTY);
}

/** A stored client as a person would have typed it. */
export function textsOf({ name, email, phone, document }: Client): Texts {
  return {
    name,
    email: email ?? "",
    phone: formatPhone(phone ?? ""),
    document: formatDocument(document ?? ""),
  };
}
