import { computed } from "@preact/signals";
import { language } from "./language.ts";

const names = computed(() => new Intl.DisplayNames(language.value, { type: "region" }));

/** A country's name by its code of ISO 3166-1; other codes are left as they are. */
export function nameOfCountry(code: string): string {
  return /^[A-Z]{2}$/.test(code) ? (names.value.of(code) ?? code) : code;
}
