import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalizeEan } from "../../workers/catalog/ean.ts";
import { normalizeIsbn } from "../../workers/catalog/isbn.ts";
import { bareCode, stateOfCode, thirteenDigits } from "./check-digits.ts";

const digits = (min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: min, maxLength: max });

describe("check digits", () => {
  it.each([
    ["", "empty"],
    ["85", "incomplete"],
    ["978-85-359-02", "incomplete"],
    ["978-85-359-0277-5", "wrong"],
    ["978-85-359-0277-8", "right"],
    ["0-306-40615-2", "right"],
    ["0-306-40615-3", "wrong"],
    ["080442957x", "right"],
    ["9788535902", "incomplete"],
    ["isbn", "wrong"],
    ["978853590277812", "wrong"],
  ] as const)("ISBN %j is %s", (text, state) => {
    expect(stateOfCode("isbn", text)).toBe(state);
  });

  it.each([
    [" ", "empty"],
    ["789", "incomplete"],
    ["7891000", "incomplete"],
    ["4006381 33393 1", "right"],
    ["4006381333932", "wrong"],
    ["96385074", "right"],
    ["036000291452", "right"],
    ["00000000", "wrong"],
    ["123456789012345", "wrong"],
  ] as const)("EAN %j is %s", (text, state) => {
    expect(stateOfCode("ean", text)).toBe(state);
  });

  it("are right where the API finds them right", () => {
    const texts = fc.oneof(
      digits(0, 15),
      digits(9, 9).map((nine) => `${nine}X`),
      digits(10, 10).map((ten) => `978${ten}`),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(stateOfCode("isbn", text) === "right").toBe(normalizeIsbn(text) !== null);
        expect(stateOfCode("ean", text) === "right").toBe(normalizeEan(text) !== null);
        const isbn = normalizeIsbn(text);
        expect(isbn ?? thirteenDigits(bareCode(text))).toBe(thirteenDigits(bareCode(text)));
      }),
      { numRuns: 2000 },
    );
  });
});
