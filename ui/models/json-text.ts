const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;
const NUMBER = /^-?\d/;

/** JSON laid out in lines, each value as it was written. Only for what `JSON.parse` takes. */
export function formatJson(text: string): string {
  const tokens = text.match(TOKEN) ?? [];
  let depth = 0;
  let out = "";
  const newLine = () => `\n${"  ".repeat(depth)}`;
  for (const [index, token] of tokens.entries()) {
    const isEmpty = "{[".includes(tokens[index - 1] ?? " ") && "}]".includes(token);
    if (token === "}" || token === "]") {
      depth -= 1;
      out += isEmpty ? token : newLine() + token;
    } else if (token === "{" || token === "[") {
      depth += 1;
      out += token + ("}]".includes(tokens[index + 1]!) ? "" : newLine());
    } else out += token === "," ? `,${newLine()}` : token === ":" ? ": " : token;
  }
  return out;
}

/** The first number that would be stored as another one, and as which: numbers are doubles, as in JavaScript. */
export function findRoundedNumber(text: string): { written: string; stored: string } | null {
  for (const [token] of text.matchAll(TOKEN)) {
    if (!NUMBER.test(token)) continue;
    const value = Number(token);
    const isWhole = /^-?\d+$/.test(token);
    if (
      Number.isFinite(value) &&
      !(isWhole && !Number.isSafeInteger(value) && BigInt(token) !== BigInt(value))
    )
      continue;
    return { written: token, stored: JSON.stringify(value) };
  }
  return null;
}
