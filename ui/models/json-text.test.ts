import * as fc from "fast-check";
import { expect, it } from "vitest";
import { findRoundedNumber, formatJson } from "./json-text.ts";

it("lays JSON out in lines, each value as it was written", () => {
  expect(formatJson('{"a":[1.50,"x, {y}: \\"z\\""],"b":{ },"c":[]}')).toBe(
    `{
  "a": [
    1.50,
    "x, {y}: \\"z\\""
  ],
  "b": {},
  "c": []
}`,
  );
});

it("lays out as JSON.stringify does", () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      expect(formatJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
    }),
  );
});

it("tells of a number that would be stored as another", () => {
  expect(findRoundedNumber('{"ean": 7891234567895, "a": "12345678901234567890"}')).toBeNull();
  expect(findRoundedNumber('{"id": 12345678901234567890}')).toEqual({
    written: "12345678901234567890",
    stored: "12345678901234567000",
  });
  expect(findRoundedNumber("[1e999]")).toEqual({ written: "1e999", stored: "null" });
  expect(findRoundedNumber("9007199254740992")).toBeNull();
});
