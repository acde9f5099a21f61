import { computed, effect, signal } from "@preact/signals";
import { en, type Messages } from "./en.ts";
import { ptBr } from "./pt-br.ts";

const MESSAGES = { "pt-BR": ptBr, en } satisfies Record<string, Messages>;

export type Language = keyof typeof MESSAGES;

export const LANGUAGES = Object.keys(MESSAGES) as Language[];

const STORAGE_KEY = "fachada.language";

export const language = signal<Language>(remembered() ?? preferred());

/** The words of the chosen language. */
export const t = computed<Messages>(() => MESSAGES[language.value]);

/** A language's own name of itself. */
export function languageName(of: Language): string {
  return MESSAGES[of].languageName;
}

export function chooseLanguage(chosen: Language): void {
  language.value = chosen;
  try {
    localStorage.setItem(STORAGE_KEY, chosen);
  } catch {
    // A browser that forbids storage still switches, until the next visit.
  }
}

/** Puts values into the `{places}` of a text. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** Keeps `<html lang>` as the language is. */
export function watchLanguage(): void {
  effect(() => {
    document.documentElement.lang = language.value;
  });
}

function remembered(): Language | undefined {
  try {
    const stored = localStorage.getItem(STORAGE_KEY);
    return LANGUAGES.find((known) => known === stored);
  } catch {
    return undefined;
  }
}

function preferred(): Language {
  return navigator.language.toLowerCase().startsWith("pt") ? "pt-BR" : "en";
}
