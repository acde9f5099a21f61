import type { Address } from "../api.ts";

/** A CPF or CNPJ with its punctuation; anything else as it is. */
export function formatDocument(document: string): string {
  const bare = document.replace(/[\s./-]/g, "").toUpperCase();
  if (/^\d{11}$/.test(bare)) return bare.replace(/^(...)(...)(...)(..)$/, "$1.$2.$3-$4");
  if (/^[0-9A-Z]{12}\d{2}$/.test(bare)) return bare.replace(/^(..)(...)(...)(....)(..)$/, "$1.$2.$3/$4-$5");
  return document;
}

/** A Brazilian number as people write it, with or without its +55; another country's as it is. */
export function formatPhone(phone: string): string {
  const bare = phone.replace(/[\s().-]/g, "").replace(/^\+55(?=\d{10,11}$)/, "");
  if (!/^[1-9]{2}(9\d{8}|[2-8]\d{7})$/.test(bare)) return phone;
  return bare.replace(/^(..)(.+)(....)$/, "($1) $2-$3");
}

/** A CEP with its hyphen; anything else as it is. */
export function formatPostalCode(postalCode: string): string {
  const bare = postalCode.replace(/[\s.-]/g, "");
  return /^\d{8}$/.test(bare) ? bare.replace(/^(.....)(...)$/, "$1-$2") : postalCode;
}

/** An address as it is written. */
export type AddressLines = Pick<
  Address,
  "label" | "street" | "number" | "complement" | "district" | "city" | "state" | "postalCode"
>;

/** What an address is called where it isn't shown whole. */
export function nameOfAddress({ label, street, number }: AddressLines): string {
  return label ?? [street, number].filter(Boolean).join(", ");
}

/** An address in one line, as on an envelope: what isn't given leaves no gap. */
export function formatAddress(address: AddressLines): string {
  const { street, number, complement, district, city, state, postalCode } = address;
  const where = [street, number, complement].filter(Boolean).join(", ");
  const parts = [where, district, `${city}/${state}`, formatPostalCode(postalCode)];
  return parts.filter(Boolean).join(" — ");
}

/** The federative units by their names, in alphabetical order. */
export const STATES = {
  AC: "Acre",
  AL: "Alagoas",
  AP: "Amapá",
  AM: "Amazonas",
  BA: "Bahia",
  CE: "Ceará",
  DF: "Distrito Federal",
  ES: "Espírito Santo",
  GO: "Goiás",
  MA: "Maranhão",
  MT: "Mato Grosso",
  MS: "Mato Grosso do Sul",
  MG: "Minas Gerais",
  PA: "Pará",
  PB: "Paraíba",
  PR: "Paraná",
  PE: "Pernambuco",
  PI: "Piauí",
  RJ: "Rio de Janeiro",
  RN: "Rio Grande do Norte",
  RS: "Rio Grande do Sul",
  RO: "Rondônia",
  RR: "Roraima",
  SC: "Santa Catarina",
  SP: "São Paulo",
  SE: "Sergipe",
  TO: "Tocantins",
};
