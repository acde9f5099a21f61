/**
 * Brings a bar code's number (EAN-8, UPC-A, EAN-13 or GTIN-14) into its digits, or answers null if their count or the
 * check digit is wrong (GS1 General Specifications, 7.9).
 */
export function normalizeEan(text: string): string | null {
  const ean = text.replace(/[\s-]/g, "");
  return /^(\d{8}|\d{12,14})$/.test(ean) && !/^0+$/.test(ean) && hasGtinCheckDigit(ean) ? ean : null;
}

/** Modulo 10: from the right, digits weigh 1 and 3 in turn. */
export function hasGtinCheckDigit(digits: string): boolean {
  const sum = [...digits]
    .toReversed()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}
