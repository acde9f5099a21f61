import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import type { Area } from "../i18n/areas.ts";
import { loadWords } from "../i18n/language.ts";

const TYPING_MS = 200;

/** A model that lives as long as the component. */
export function useModel<M>(create: () => M): M {
  return useMemo(create, []);
}

/** The parameters of the address, and how to change some of them; empty ones are left out. */
export function useAddress() {
  const { path, query, route } = useLocation();
  const hrefWith = (changes: Record<string, string | undefined>) => {
    const parameters = Object.entries({ ...query, ...changes }).filter(([, value]) => value);
    const search = new URLSearchParams(parameters as [string, string][]).toString();
    return search ? `${path}?${search}` : path;
  };
  const setQuery = (changes: Record<string, string | undefined>, how: { replace: boolean }) =>
    route(hrefWith(changes), how.replace);
  return { query, setQuery, hrefWith };
}

/**
 * The text of an input whose `value` lives in the address: typed text is committed after a pause, and the input
 * follows when the address changes by other means.
 */
export function useTyping(value: string, commit: (text: string) => void) {
  const [text, setText] = useState(value);
  const committed = useRef(value);
  const latest = useRef(commit);
  latest.current = commit;

  useEffect(() => {
    if (value === committed.current) return;
    committed.current = value;
    setText(value);
  }, [value]);
  useEffect(() => {
    const trimmed = text.trim();
    if (trimmed === committed.current) return;
    const timer = setTimeout(() => {
      committed.current = trimmed;
      latest.current(trimmed);
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return [text, setText] as const;
}

/** Moves the focus to what a selector finds, once the next rendering has brought it. */
export function useFocus(): (selector: string) => void {
  const [wanted, setWanted] = useState<{ selector: string } | null>(null);
  useEffect(() => {
    if (wanted) document.querySelector<HTMLElement>(wanted.selector)?.focus();
  }, [wanted]);
  return (selector) => setWanted({ selector });
}

/** What is loaded after the page, whose first sight doesn't need it, with its words; null until it is there. */
export function useLater<Module extends object>(
  load: () => Promise<Module>,
  ...words: Area[]
): Module | null {
  const [module, setModule] = useState<Module | null>(null);
  useEffect(() => {
    const loading = Promise.all([load(), loadWords(...words)]);
    loading.then(
      ([loaded]) => setModule(loaded),
      (error: unknown) => console.error(error),
    );
  }, []);
  return module;
}
