/**
 * Cents of what a person typed as reais: `49`, `49,9`, `R$ 1.234,50` or `1,234.50`. Null if it isn't a price. A mark with
 * one or two digits after it is the decimal one.
 */
export function parseReais(text: string): number | null {
  const bare = text.replace(/^\s*R\$/i, "").replace(/\s/g, "");
  const parts = /^(\d[\d.,]*?)(?:[.,](\d{1,2}))?$/.exec(bare);
  if (!parts) return null;
  const [, whole = "", cents = ""] = parts;
  if (!/^(\d+|\d{1,3}([.,]\d{3})+)$/.test(whole)) return null;
  return Number(whole.replace(/[.,]/g, "")) * 100 + Number(cents.padEnd(2, "0"));
}
