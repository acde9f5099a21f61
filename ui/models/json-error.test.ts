import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { excerptOf, findJsonError, placeOf } from "./json-error.ts";

/** Its code, and the characters it is about. */
function errorIn(text: string): [code: string, what: string, at: number] | null {
  const error = findJsonError(text);
  return error && [error.code, text.slice(error.start, error.end), error.start];
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe("what is wrong with JSON", () => {
  it.each<[text: string, code: string, what: string, at: number]>([
    ["", "empty", "", 0],
    [" \n ", "empty", "", 0],
    ['{"a": }', "value", "}", 6],
    ['{"a": 1 "b": 2}', "commaInObject", '"', 8],
    ['{"a": 1;}', "commaInObject", ";", 7],
    ["[1 2]", "commaInArray", "2", 3],
    ['{"a": 1,\n}', "trailingComma", ",", 7],
    ["[1, ]", "trailingComma", ",", 2],
    ["[,1]", "value", ",", 1],
    ["{'a': 1}", "quotes", "'", 1],
    ["{“a”: 1}", "quotes", "“", 1],
    ["['a']", "quotes", "'", 1],
    ["{a: 1}", "name", "a", 1],
    ["{1: 1}", "name", "1", 1],
    ['{"a" 1}', "colon", "1", 5],
    ['{"a"}', "colon", "}", 4],
    ["[True]", "word", "True", 1],
    ["undefined", "word", "undefined", 0],
    ["[01]", "number", "01", 1],
    ["[1,5.]", "number", "5.", 3],
    ["[.5]", "number", ".5", 1],
    ["[+1]", "number", "+1", 1],
    ['{"a": "b', "unclosedString", '"b', 6],
    ['{"a": "b\n}', "unclosedString", '"b', 6],
    ['["a\tb"]', "control", "\t", 3],
    ['["C:\\dir"]', "escape", "\\d", 4],
    ['["\\u00g0"]', "escape", "\\u", 2],
    ['{"a": {"b": 1}', "unclosedObject", "", 14],
    ["[1, [2]\n", "unclosedArray", "", 7],
    ["[1}", "commaInArray", "}", 2],
    ["{} {}", "after", "{}", 3],
    ["]", "value", "]", 0],
    ["// no\n{}", "word", "//", 0],
  ])("%j: %s", (text, code, what, at) => {
    expect(errorIn(text)).toEqual([code, what, at]);
    expect(parses(text)).toBe(false);
  });

  it.each(["{}", "[]", " null ", '"a"', "-0.5e+3", '{"a": [1, {"b": ""}], "c": "\\u00e9\\n"}', "[[],{}]"])(
    "%j: nothing",
    (text) => {
      expect(findJsonError(text)).toBeNull();
      expect(parses(text)).toBe(true);
    },
  );

  it("is found however deep it is", () => {
    expect(findJsonError("[".repeat(200_000))).toEqual({
      code: "unclosedArray",
      start: 200_000,
      end: 200_000,
    });
  });

  it("is something where JSON.parse refuses, and nothing where it doesn't", () => {
    const spoilt = fc
      .tuple(
        fc.json({ maxDepth: 3 }),
        fc.nat(),
        fc.nat(2),
        fc.constantFrom(..."{}[],:\"'\\ \n0-.eatu\u00a0\u0007"),
      )
      .map(([text, at, gone, sign]) => {
        const where = at % (text.length + 1);
        return text.slice(0, where) + sign + text.slice(where + gone);
      });
    fc.assert(
      fc.property(fc.oneof(fc.json(), spoilt, spoilt, spoilt), (text) => {
        expect(findJsonError(text) === null).toBe(parses(text));
      }),
      { numRuns: 3000 },
    );
  });
});

describe("a place", () => {
  it("is counted in lines and in characters as people see them", () => {
    const text = '{\n  "😀é": 1;\n}';
    expect(placeOf(text, text.indexOf(";"))).toEqual({ line: 2, column: 10, text: '  "😀é": 1;' });
    expect(placeOf(text, text.length)).toEqual({ line: 3, column: 2, text: "}" });
    expect(placeOf("\n", 0)).toEqual({ line: 1, column: 1, text: "" });
  });
});

describe("an excerpt", () => {
  it("is the line with what is wrong in it", () => {
    expect(excerptOf('{\n  "a": 1;\n}', { start: 10, end: 11 })).toEqual({
      line: 2,
      before: '  "a": 1',
      wrong: ";",
      after: "",
    });
    expect(excerptOf('{"a": 1', { start: 7, end: 7 })).toEqual({
      line: 1,
      before: '{"a": 1',
      wrong: "",
      after: "",
    });
  });

  it("is cut to what is near", () => {
    const text = `[${"1234567890, ".repeat(9)}x, ${"1234567890, ".repeat(9)}1]`;
    const { before, wrong, after } = excerptOf(text, { start: 109, end: 110 });
    expect([before, wrong, after]).toEqual(["…1234567890, 1234567890, ", "x", ", 1234567890, 1234567890…"]);
  });
});
