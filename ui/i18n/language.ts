import { batch, computed, effect, signal } from "@preact/signals";
import type { Messages } from "./en.ts";

/** Each language by its own name, and where its words are: only the chosen one's are loaded. */
const KNOWN = {
  "pt-BR": { name: "Português (Brasil)", load: async () => (await import("./pt-br.ts")).ptBr },
  en: { name: "English", load: async () => (await import("./en.ts")).en },
} satisfies Record<string, { name: string; load: () => Promise<Messages> }>;

export type Language = keyof typeof KNOWN;

export const LANGUAGES = Object.keys(KNOWN) as Language[];

const STORAGE_KEY = "fachada.language";

export const language = signal<Language>(remembered() ?? preferred());

const messages = signal<Messages | undefined>(undefined);

/** The words of the chosen language. Nothing asks for them before `loadLanguage` is done. */
export const t = computed<Messages>(() => messages.value!);

/** A language's own name of itself. */
export function languageName(of: Language): string {
  return KNOWN[of].name;
}

/** Brings the words of a language and shows them. Rejects if they can't be loaded; then all stays as it was. */
export async function loadLanguage(chosen: Language = language.value): Promise<void> {
  const loaded = await KNOWN[chosen].load();
  batch(() => {
    language.value = chosen;
    messages.value = loaded;
  });
}

/** Switches to a language, and remembers it. */
export async function chooseLanguage(chosen: Language): Promise<void> {
  await loadLanguage(chosen);
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
