/** What is wrong with a text that should be JSON. */
export type JsonErrorCode =
  | "empty"
  | "value"
  | "word"
  | "quotes"
  | "name"
  | "colon"
  | "commaInObject"
  | "commaInArray"
  | "trailingComma"
  | "unclosedObject"
  | "unclosedArray"
  | "unclosedString"
  | "control"
  | "escape"
  | "number"
  | "after";

export interface JsonError {
  code: JsonErrorCode;
  /** The characters that are wrong, from `start` up to `end`; at the end of the text they are none. */
  start: number;
  end: number;
}

type State = "value" | "firstValue" | "name" | "firstName" | "colon" | "next" | "after";

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /[^\s{}[\]:;,"]+/y;
const STRING = /"(?:[ !#-[\]-\uffff]+|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*/y;

/**
 * Where a text stops being JSON (RFC 8259), and why; null where it is. Browsers say it each in their own words, and some not
 * where. It judges as `JSON.parse` does, and without recursion.
 */
export function findJsonError(text: string): JsonError | null {
  const inside: ("object" | "array")[] = [];
  let state = "value" as State;
  let at = 0;

  const wrong = (code: JsonErrorCode, start = at, end = start + 1): JsonError => {
    return { code, start, end: Math.min(end, text.length) };
  };
  const match = (pattern: RegExp): number => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0].length ?? 0;
  };
  /** Null when a string ends well; `at` is behind it then. */
  function readString(): JsonError | null {
    const end = at + match(STRING);
    const stop = text[end];
    if (stop === '"') {
      at = end + 1;
      return null;
    }
    if (stop === undefined || stop === "\n" || stop === "\r") return wrong("unclosedString", at, end);
    return stop === "\\" ? wrong("escape", end, end + 2) : wrong("control", end);
  }
  function close(): null {
    inside.pop();
    at += 1;
    state = inside.length > 0 ? "next" : "after";
    return null;
  }
  function readValue(): JsonError | null {
    const sign = text[at]!;
    if (sign === "{" || sign === "[") {
      inside.push(sign === "{" ? "object" : "array");
      state = sign === "{" ? "firstName" : "firstValue";
      at += 1;
      return null;
    }
    state = inside.length > 0 ? "next" : "after";
    if (sign === '"') return readString();
    if (isQuote(sign)) return wrong("quotes");
    const word = match(WORD);
    if (word === 0) return wrong("value");
    if (!["true", "false", "null"].includes(text.slice(at, at + word)) && match(NUMBER) !== word) {
      return wrong(/[-+.\d]/.test(sign) ? "number" : "word", at, at + word);
    }
    at += word;
    return null;
  }
  function readName(sign: string): JsonError | null {
    if (isQuote(sign)) return wrong("quotes");
    if (sign !== '"') return wrong("name", at, at + Math.max(match(WORD), 1));
    state = "colon";
    return readString();
  }
  function readComma(sign: string): JsonError | null {
    const isObject = inside.at(-1) === "object";
    const code = isObject ? "commaInObject" : "commaInArray";
    if (sign !== ",") return wrong(code, at, at + Math.max(match(WORD), 1));
    at += 1;
    state = isObject ? "name" : "value";
    return null;
  }
  function step(sign: string): JsonError | null {
    const isClosed = sign === (inside.at(-1) === "object" ? "}" : "]") && inside.length > 0;
    switch (state) {
      case "firstValue":
      case "value":
        if (!isClosed || inside.at(-1) === "object") return readValue();
        return state === "value" ? wrong("trailingComma", before(text, at)) : close();
      case "firstName":
      case "name":
        if (!isClosed) return readName(sign);
        return state === "name" ? wrong("trailingComma", before(text, at)) : close();
      case "colon":
        if (sign !== ":") return wrong("colon");
        at += 1;
        state = "value";
        return null;
      case "next":
        return isClosed ? close() : readComma(sign);
      case "after":
        return wrong("after", at, text.length);
    }
  }

  for (;;) {
    while (at < text.length && " \t\n\r".includes(text[at]!)) at += 1;
    const sign = text[at];
    if (sign === undefined) break;
    const error = step(sign);
    if (error) return error;
  }
  if (state === "after") return null;
  at = text.trimEnd().length;
  if (at === 0) return wrong("empty", at, at);
  return wrong(inside.at(-1) === "object" ? "unclosedObject" : "unclosedArray", at, at);
}

function isQuote(sign: string): boolean {
  return "'“”‘’`".includes(sign);
}

/** The last sign before a place, blanks left out. */
function before(text: string, at: number): number {
  return text.slice(0, at).trimEnd().length - 1;
}

/** The line and column of a place, both from 1, and the line itself. */
export function placeOf(text: string, offset: number): { line: number; column: number; text: string } {
  const start = offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
  const end = text.indexOf("\n", offset);
  return {
    line: text.slice(0, start).split("\n").length,
    column: Array.from(text.slice(start, offset)).length + 1,
    text: text.slice(start, end < 0 ? undefined : end),
  };
}

const MOST_BEFORE = 24;
const MOST_AFTER = 24;

/** The line of what is wrong, cut to what is near it. */
export function excerptOf(text: string, { start, end }: { start: number; end: number }) {
  const { line, text: whole } = placeOf(text, start);
  const at = start - (start === 0 ? 0 : text.lastIndexOf("\n", start - 1) + 1);
  const stop = Math.min(whole.length, at + Math.min(Math.max(end - start, 0), MOST_AFTER));
  const from = Math.max(0, at - MOST_BEFORE);
  const to = stop + MOST_AFTER;
  return {
    line,
    before: (from > 0 ? "…" : "") + whole.slice(from, at),
    wrong: whole.slice(at, stop),
    after: whole.slice(stop, to) + (to < whole.length ? "…" : ""),
  };
}
