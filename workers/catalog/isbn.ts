import { hasGtinCheckDigit } from "./ean.ts";

/**
 * Brings an ISBN-10 or ISBN-13, with or without hyphens, into 13 digits, or answers null if its length or check digit
 * is wrong (ISO 2108). An ISBN-10 has 978 put before it.
 */
export function normalizeIsbn(text: string): string | null {
  const isbn = text.replace(/[\s-]/g, "").toUpperCase();
  if (/^\d{9}[\dX]$/.test(isbn)) {
    return checkCharacter(isbn.slice(0, 9)) === isbn.at(-1) ? toThirteen(isbn.slice(0, 9)) : null;
  }
  return /^97[89]\d{10}$/.test(isbn) && hasGtinCheckDigit(isbn) ? isbn : null;
}

/** The ISBN-10 of an ISBN-13; null where there is none, as for those with 979. */
export function toIsbn10(isbn: string): string | null {
  if (!isbn.startsWith("978")) return null;
  const body = isbn.slice(3, 12);
  return body + checkCharacter(body);
}

function toThirteen(body: string): string | null {
  const digits = Array.from({ length: 10 }, (_, digit) => `978${body}${digit}`);
  return digits.find(hasGtinCheckDigit) ?? null;
}

/** Modulo 11: weights fall from 10 to 2, and X is ten. */
function checkCharacter(body: string): string {
  const sum = [...body].reduce((total, digit, index) => total + Number(digit) * (10 - index), 0);
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? "X" : String(check);
}
