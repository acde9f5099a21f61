export type CodeField = "isbn" | "ean";

export type CodeState = "empty" | "incomplete" | "right" | "wrong";

/** A number without what people put between its digits. */
export function bareCode(text: string): string {
  return text.replace(/[\s-]/g, "").toUpperCase();
}

/** How far the typing of an ISBN or EAN has come: the rules are the API's, which says the last word. */
export function stateOfCode(field: CodeField, text: string): CodeState {
  const code = bareCode(text);
  if (code === "") return "empty";
  return field === "isbn" ? stateOfIsbn(code) : stateOfEan(code);
}

/** The 13 digits that the API stores an ISBN as; anything else as it is. */
export function thirteenDigits(isbn: string): string {
  if (!isIsbn10(isbn)) return isbn;
  const body = `978${isbn.slice(0, 9)}`;
  return `${body}${(10 - (weighGtin(`${body}0`) % 10)) % 10}`;
}

function stateOfIsbn(code: string): CodeState {
  if (isIsbn10(code) || (/^97[89]\d{10}$/.test(code) && isGtin(code))) return "right";
  if (/^\d{0,9}$/.test(code) || /^97[89]\d{7,9}$/.test(code)) return "incomplete";
  return "wrong";
}

function stateOfEan(code: string): CodeState {
  if (/^(\d{8}|\d{12,14})$/.test(code)) return isGtin(code) && !/^0+$/.test(code) ? "right" : "wrong";
  return /^\d{0,11}$/.test(code) ? "incomplete" : "wrong";
}

/** Modulo 11: weights fall from 10 to 1, and X is ten (ISO 2108). */
function isIsbn10(code: string): boolean {
  if (!/^\d{9}[\dX]$/.test(code)) return false;
  const sum = [...code].reduce(
    (total, digit, at) => total + (digit === "X" ? 10 : Number(digit)) * (10 - at),
    0,
  );
  return sum % 11 === 0;
}

function isGtin(digits: string): boolean {
  return weighGtin(digits) % 10 === 0;
}

/** From the right, digits weigh 1 and 3 in turn (GS1 General Specifications, 7.9). */
function weighGtin(digits: string): number {
  return [...digits].toReversed().reduce((sum, digit, at) => sum + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
}
