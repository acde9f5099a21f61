/** Names as they are compared: lower case, no accents, one space between words. */
export function foldName(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** The distinct words of a name or search, folded. */
export function wordsOf(text: string): string[] {
  return [...new Set(foldName(text).split(" "))].filter((word) => word !== "");
}

/** The end of the range of words that start with this one. */
export function endOf(start: string): string {
  return `${start}\u{10FFFF}`;
}
