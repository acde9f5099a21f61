/**
 * Brings a CPF or CNPJ into its stored form, without punctuation, or answers null if its length or check digits
 * are wrong. CPF: 11 digits. CNPJ: 12 digits or letters and 2 check digits, letters since July 2026
 * (Instrução Normativa RFB 2.229/2024).
 */
export function normalizeDocument(text: string): string | null {
  const document = text.replace(/[\s./-]/g, "").toUpperCase();
  const valid = /^\d{11}$/.test(document)
    ? hasCheckDigits(document, 11)
    : /^[0-9A-Z]{12}\d{2}$/.test(document) && hasCheckDigits(document, 9);
  return valid && !/^(.)\1+$/.test(document) ? document : null;
}

/** Modulo 11: weights rise from 2 at the right, up to `maxWeight`; a letter counts as its ASCII code less 48. */
function hasCheckDigits(document: string, maxWeight: number): boolean {
  return [2, 1].every((fromEnd) => {
    const body = document.slice(0, -fromEnd);
    const sum = [...body].toReversed().reduce((total, character, index) => {
      const weight = 2 + (index % (maxWeight - 1));
      return total + weight * (character.charCodeAt(0) - 48);
    }, 0);
    const digit = sum % 11 < 2 ? 0 : 11 - (sum % 11);
    return document.at(-fromEnd) === String(digit);
  });
}
