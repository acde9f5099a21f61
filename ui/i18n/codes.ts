/** An ISBN of 13 digits in groups; Brazil's have a group number of two digits. */
export function formatIsbn(isbn: string): string {
  if (/^97[89](65|85)/.test(isbn)) return isbn.replace(/^(...)(..)(....)(...)(.)$/, "$1 $2 $3 $4 $5");
  return isbn.replace(/^(...)(.)(....)(....)(.)$/, "$1 $2 $3 $4 $5");
}

/** A bar code as it stands under its bars. */
export function formatEan(ean: string): string {
  if (ean.length === 8) return ean.replace(/^(....)(....)$/, "$1 $2");
  if (ean.length === 12) return ean.replace(/^(.)(.....)(.....)(.)$/, "$1 $2 $3 $4");
  return ean.replace(/^(.?)(.)(.{6})(.{6})$/, "$1 $2 $3 $4").trim();
}
