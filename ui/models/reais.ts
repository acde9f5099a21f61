import { type Language, language } from "../i18n/language.ts";

/** What the API stores at most. */
const MOST_CENTS = 100_000_000;

/** Digits, and up to two more after a comma or a point: nobody means thousands by that. */
const PLAIN = /^(\d+)(?:[.,](\d{0,2}))?$/;
const GROUPED = {
  "pt-BR": /^(\d{1,3}(?:\.\d{3})+)(?:,(\d{0,2}))?$/,
  en: /^(\d{1,3}(?:,\d{3})+)(?:\.(\d{0,2}))?$/,
} satisfies Record<Language, RegExp>;

/**
 * Cents of what a person typed as reais: `49`, `49,9`, `49.90`, `R$ 1.234,50` or `1,234.50`. Null if it isn't a price, or
 * more than can be stored. `1.234` is read as the reader's language has it.
 */
export function parseReais(text: string): number | null {
  const bare = text.replace(/R\$|\s/gi, "");
  const [own, other] = language.value === "en" ? (["en", "pt-BR"] as const) : (["pt-BR", "en"] as const);
  const foreign = GROUPED[other].exec(bare);
  const found = PLAIN.exec(bare) ?? GROUPED[own].exec(bare) ?? (foreign?.[2] ? foreign : null);
  if (!found) return null;
  // Whole numbers all the way: 0.29 * 100 is less than 29.
  const cents = Number(found[1]!.replace(/\D/g, "") + (found[2] ?? "").padEnd(2, "0"));
  return cents <= MOST_CENTS ? cents : null;
}

/** A price as a person would have typed it. */
export function typeReais(cents: number): string {
  const digits = String(cents).padStart(3, "0");
  return `${digits.slice(0, -2)}${language.value === "en" ? "." : ","}${digits.slice(-2)}`;
}
