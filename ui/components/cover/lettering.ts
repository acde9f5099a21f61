const WIDTH_OF_LETTER = 0.66;
const LARGEST = 13;
const LONGEST_WORD = 16;

export interface Lettering {
  lines: string[];
  fontSize: number;
}

/** A number that a text always has, for what is to look random. */
export function hashOf(text: string): number {
  let hash = 2166136261;
  for (const letter of text) hash = Math.imul(hash ^ letter.codePointAt(0)!, 16777619) >>> 0;
  return hash >>> 8;
}

/** The first letters of a title's first two words, the little ones left out. */
export function initialsOf(title: string): string {
  const words = title.match(/[\p{L}\p{N}]+/gu) ?? ["·"];
  const long = words.filter((word) => word.length > 2);
  return (long.length > 0 ? long : words)
    .slice(0, 2)
    .map((word) => [...word][0]!.toUpperCase())
    .join("");
}

/** Sets a title in at most `most` lines, as large as the longest one lets it be in this width. */
export function setTitle(title: string, width: number, most: number): Lettering {
  const lines = wrap(
    title.split(/\s+/).map((word) => shorten(word, LONGEST_WORD)),
    width / 8,
  );
  const shown = lines.slice(0, most);
  if (lines.length > most) shown.push(`${shown.pop()!.replace(/[\s.,:;–-]+$/, "")}…`);
  const longest = Math.max(...shown.map((line) => line.length));
  return { lines: shown, fontSize: Math.min(LARGEST, width / (longest * WIDTH_OF_LETTER)) };
}

export function shorten(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text;
}

function wrap(words: string[], perLine: number): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + word.length < perLine)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
