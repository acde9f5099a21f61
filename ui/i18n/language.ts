import { batch, computed, effect, signal } from "@preact/signals";
import { type Area, AREAS } from "./areas.ts";
import type { CoreMessages, Messages } from "./en.ts";

/** Each language by its own name, and where its words are: only the chosen one's are loaded. */
const KNOWN = {
  "pt-BR": { name: "Português (Brasil)", load: async () => (await import("./pt-br.ts")).ptBr },
  en: { name: "English", load: async () => (await import("./en.ts")).en },
} satisfies Record<string, { name: string; load: () => Promise<CoreMessages> }>;

export type Language = keyof typeof KNOWN;

export const LANGUAGES = Object.keys(KNOWN) as Language[];

const STORAGE_KEY = "fachada.language";

export const language = signal<Language>(remembered() ?? preferred());

const messages = signal<CoreMessages | undefined>(undefined);

/** Whose words are wanted besides those that every page needs. */
const areas = new Set<Area>();

/**
 * The words of the chosen language. Nothing asks for them before `loadLanguage` is done, nor for those of an area before
 * `loadWords` is.
 */
export const t = computed(() => messages.value as Messages);

/** A language's own name of itself. */
export function languageName(of: Language): string {
  return KNOWN[of].name;
}

/** Brings the words of a language and shows them. Rejects if they can't be loaded; then all stays as it was. */
export async function loadLanguage(chosen: Language = language.value): Promise<void> {
  const wanted = [...areas];
  const [core, ...more] = await Promise.all([
    KNOWN[chosen].load(),
    ...wanted.map((area) => AREAS[area][chosen]()),
  ]);
  if (areas.size > wanted.length) return loadLanguage(chosen);
  batch(() => {
    language.value = chosen;
    messages.value = Object.assign({}, core, ...more);
  });
}

/** Brings the words of some areas, in this language and in whichever is chosen later. */
export async function loadWords(...wanted: Area[]): Promise<void> {
  for (const area of wanted) areas.add(area);
  const inLanguage = language.value;
  const more = await Promise.all(wanted.map((area) => AREAS[area][inLanguage]()));
  if (language.value !== inLanguage) return loadWords(...wanted);
  messages.value = Object.assign({}, messages.value, ...more);
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
