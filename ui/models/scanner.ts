import { signal } from "@preact/signals";
import { listProducts, type Product } from "../api-catalog.ts";
import type { ApiError } from "../http.ts";
import { beep } from "./beep.ts";
import { createFinder } from "./finder.ts";
import { asApiError } from "./resource.ts";

const SHOWN = "8";

/** What became of what was entered. */
export type Entered =
  | { at: "none"; text: string }
  | { at: "several"; text: string }
  | { at: "notForSale"; title: string }
  | { at: "full" | "locked"; title: string }
  | { at: "failed"; text: string; failure: ApiError };

/** Digits as a scanner types them, hyphens as people do; an ISBN-10 may end in an X. */
export function isCode(text: string): boolean {
  return /^\d[\d-]{6,16}[\dX]$/i.test(text.trim());
}

/** Whether a product has this EAN, ISBN or SKU; a UPC-A may be read with a 0 before it, or without. */
export function hasCode(product: Product, text: string): boolean {
  const code = bare(text);
  const isbn = product.kind === "book" ? product.isbn : null;
  const codes = [product.sku, product.ean, isbn].flatMap((one) => (one ? [bare(one)] : []));
  const isIsbn10 = isbn !== null && code.length === 10 && isbn.slice(3, 12) === code.slice(0, 9);
  return isIsbn10 || codes.some((one) => one === code || one === `0${code}` || `0${one}` === code);
}

function bare(text: string): string {
  return text.replace(/[\s-]/g, "").toLowerCase();
}

/**
 * Products found as people type, or entered by their code. What a scanner enters while an answer is awaited waits in line.
 * `add` answers why a product can't be added, or null.
 */
export function createScanner(add: (product: Product) => "full" | "locked" | null) {
  const read = async (search: string, signal?: AbortSignal) =>
    (await listProducts({ search, limit: SHOWN }, signal ?? new AbortController().signal)).items;
  /** Null once something was added, or is typed. */
  const entered = signal<Entered | null>(null);
  /** How often something was refused: the same once more is told once more. */
  const times = signal(0);
  const found = createFinder<Product>(read);
  const finder = {
    ...found,
    type(text: string): void {
      entered.value = null;
      found.type(text);
    },
  };
  let line: Promise<unknown> = Promise.resolve();

  function choose(product: Product): boolean {
    const { title, active, archivedAt } = product;
    const refused = !active || archivedAt ? "notForSale" : add(product);
    return refused ? refuse({ at: refused, title }) : accept();
  }

  async function look(text: string): Promise<boolean> {
    try {
      const items = await read(text);
      const exact = items.filter((product) => hasCode(product, text));
      const [only, ...others] = exact.length > 0 ? exact : items;
      if (!only) return fail({ at: "none", text });
      // A number that is nobody's code is more likely a misread one than the start of another.
      if (others.length === 0 && (exact.length > 0 || !isCode(text))) {
        if (!isCode(text)) finder.reset();
        return choose(only);
      }
      if (finder.text.value === "") finder.reset(text);
      finder.show([only, ...others]);
      return refuse({ at: "several", text });
    } catch (error) {
      return fail({ at: "failed", text, failure: asApiError(error) });
    }
  }

  /** Says so, and gives the text back to be corrected, unless the next one is being typed. */
  function fail(what: Entered & { text: string }): false {
    if (finder.text.value.trim() === "" || finder.text.value.trim() === what.text) finder.reset(what.text);
    return refuse(what);
  }

  function refuse(what: Entered): false {
    times.value++;
    entered.value = what;
    beep();
    return false;
  }

  function accept(): true {
    entered.value = null;
    return true;
  }

  return {
    finder,
    entered,
    times,
    choose,
    /** Adds what a text is the code of, or the only thing that it finds. Answers whether it did. */
    enter(text: string): Promise<boolean> {
      if (isCode(text)) finder.reset();
      const mine = line.then(() => look(text));
      line = mine;
      return mine;
    },
  };
}
