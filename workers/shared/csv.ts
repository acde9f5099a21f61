/** A value of a CSV cell. */
export type Cell = string | number | boolean | null;

/**
 * One line of CSV (RFC 4180). Text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP,
 * CSV injection); a phone number such as +55… is text too.
 */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(toCell).join(",")}\r\n`;
}

function toCell(value: Cell): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  const text = /^'*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A cell as it was before `csvLine` put an apostrophe before it, which it also does where one stands there already. */
export function withoutApostrophe(cell: string): string {
  return /^'+[=+\-@\t\r\n]/.test(cell) ? cell.slice(1) : cell;
}

/** Streams pages of rows under a head, reading the next page only when the reader has taken the one before. */
export function streamCsv(
  head: readonly string[],
  pages: AsyncIterator<Cell[][]>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => controller.enqueue(encoder.encode(csvLine(head))),
      async pull(controller) {
        const { value, done } = await pages.next();
        if (done) return controller.close();
        controller.enqueue(encoder.encode(value.map(csvLine).join("")));
      },
      cancel: async () => void (await pages.return?.()),
    },
    { highWaterMark: 1 },
  );
}
