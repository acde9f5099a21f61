import type { Language } from "./language.ts";

const MOST_CENTS = 100_000_000;

/** Digits, and up to two more after a comma or a point: nobody means thousands by that. */
const PLAIN = /^(\d+)(?:[.,](\d{0,2}))?$/;
const GROUPED = {
  "pt-BR": /^(\d{1,3}(?:\.\d{3})+)(?:,(\d{0,2}))?$/,
  en: /^(\d{1,3}(?:,\d{3})+)(?:\.(\d{0,2}))?$/,
} satisfies Record<Language, RegExp>;

/**
 * The cents of a price as people type it: `18,90`, `18.90`, `R$ 1.234,50`. Null if it is none, or above what can be
 * stored. `1.234` is read as the reader's language has it.
 */
export function parsePrice(text: string, language: Language): number | null {
  const bare = text.replace(/R\$|\s/g, "");
  const other = GROUPED[language === "en" ? "pt-BR" : "en"].exec(bare);
  const found = PLAIN.exec(bare) ?? GROUPED[language].exec(bare) ?? (other?.[2] ? other : null);
  if (!found) return null;
  // Whole numbers all the way: 0.29 * 100 is less than 29.
  const cents = Number(found[1]!.replace(/\D/g, "") + (found[2] ?? "").padEnd(2, "0"));
  return cents <= MOST_CENTS ? cents : null;
}

/** A price as a person would have typed it. */
export function typePrice(cents: number, language: Language): string {
  const digits = String(cents).padStart(3, "0");
  return `${digits.slice(0, -2)}${language === "en" ? "." : ","}${digits.slice(-2)}`;
}
