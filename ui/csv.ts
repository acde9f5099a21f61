/**
 * CSV for spreadsheets: with a byte order mark, so that Excel reads its accents, and an apostrophe before what would
 * be run as a formula.
 */
export function toCsv(rows: string[][], separator: string): string {
  const cell = (text: string) => {
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /["\r\n,;\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(separator)}\r\n`).join("")}`;
}
