import { foldName, wordsOf } from "../shared/words.ts";
import { toIsbn10 } from "./isbn.ts";

/** The fields of a product that words are found in. */
const SEARCHED = ["title", "artist", "author", "brand", "isbn", "sku", "ean"] as const;

type Fields = Partial<Record<string, unknown>>;

/** A text as filters and lists compare it: as `foldName` has it, or as it is where that leaves nothing (`!!!`). */
export function keyOf(text: string): string {
  return foldName(text) || text.toLowerCase();
}

/** The columns that go with the fields given, for lists to compare by. */
export function keysOf({ title, genre, artist, author, year }: Fields) {
  return {
    ...(typeof title === "string" && { titleKey: keyOf(title) }),
    ...(genre !== undefined && { genreKey: genre === null ? null : keyOf(String(genre)) }),
    ...(typeof artist === "string" && { artistKey: keyOf(artist) }),
    ...(typeof author === "string" && { authorKey: keyOf(author) }),
    ...(year !== undefined && { yearKey: Number(year ?? 0) }),
  };
}

/** Those of the fields given that words are found in. */
export function searchedFields(fields: Fields): string[] {
  return SEARCHED.filter((field) => fields[field] !== undefined);
}

/** The words of these fields, each with its field. */
export function fieldWords(fields: Fields): [word: string, field: string][] {
  return SEARCHED.flatMap((field) => {
    const value = fields[field];
    return typeof value === "string"
      ? wordsIn(field, value).map((word): [string, string] => [word, field])
      : [];
  });
}

/** The words to be looked for; a number with hyphens is one word, as it is stored. */
export function searchWords(search: string): string[] {
  return wordsOf(search.replace(/\b\d[\d-]{8,16}[\dX]\b/gi, (number) => number.replaceAll("-", "")));
}

function wordsIn(field: string, value: string): string[] {
  if (field === "isbn") return [value, toIsbn10(value)?.toLowerCase() ?? []].flat();
  // Scanners read UPC-A as an EAN-13 that begins with 0, or the other way round.
  if (field === "ean" && value.length === 12) return [value, `0${value}`];
  if (field === "ean" && /^0\d{12}$/.test(value)) return [value, value.slice(1)];
  return wordsOf(value);
}
