/**
 * Brings a phone number into E.164 (`+5511987654321`), or answers null. Without a country's code it is Brazilian:
 * area code and 8 or 9 digits.
 */
export function normalizePhone(text: string): string | null {
  if (!/^\+?[\d\s().-]+$/.test(text.trim())) return null;
  const digits = text.replace(/\D/g, "");
  if (text.trim().startsWith("+")) return /^[1-9]\d{7,14}$/.test(digits) ? `+${digits}` : null;
  return /^[1-9]{2}(9\d{8}|[2-8]\d{7})$/.test(digits) ? `+55${digits}` : null;
}
