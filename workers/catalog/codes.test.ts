import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalizeEan } from "./ean.ts";
import { normalizeIsbn, toIsbn10 } from "./isbn.ts";

describe("an ISBN", () => {
  it.each([
    ["0-306-40615-2", "9780306406157"],
    ["978-0-306-40615-7", "9780306406157"],
    ["0-8044-2957-X", "9780804429573"],
    ["080442957x", "9780804429573"],
    ["978 85 359 0277 8", "9788535902778"],
    ["979-10-90636-07-1", "9791090636071"],
  ])("%s is stored as %s", (text, isbn) => {
    expect(normalizeIsbn(text)).toBe(isbn);
  });

  it.each([
    ["a wrong check digit", "0-306-40615-3"],
    ["another wrong one", "978-0-306-40615-8"],
    ["an X that should be none", "0-306-40615-X"],
    ["an X elsewhere", "080442X957"],
    ["a bar code of something else", "7891000100103"],
    ["a digit too few", "978030640615"],
    ["letters", "not an isbn"],
    ["nothing", ""],
  ])("is none with %s", (_, text) => {
    expect(normalizeIsbn(text)).toBeNull();
  });

  it("has an ISBN-10 where it begins with 978", () => {
    expect(toIsbn10("9780306406157")).toBe("0306406152");
    expect(toIsbn10("9780804429573")).toBe("080442957X");
    expect(toIsbn10("9791090636071")).toBeNull();
  });

  it("is the same whether it comes as an ISBN-10 or ISBN-13", () => {
    const bodies = fc.stringMatching(/^\d{9}$/);
    fc.assert(
      fc.property(bodies, (body) => {
        const isbns = [..."0123456789X"].map((check) => normalizeIsbn(body + check)).filter(Boolean);
        expect(isbns).toHaveLength(1);
        const [isbn] = isbns as [string];
        expect(normalizeIsbn(isbn)).toBe(isbn);
        expect(normalizeIsbn(toIsbn10(isbn)!)).toBe(isbn);
      }),
    );
  });
});

describe("an EAN", () => {
  it.each([
    ["EAN-13", "7891000100103", "7891000100103"],
    ["EAN-13 with spaces", "4 006381 333931", "4006381333931"],
    ["EAN-8", "96385074", "96385074"],
    ["UPC-A", "0-36000-29145-2", "036000291452"],
    ["GTIN-14", "10614141000415", "10614141000415"],
  ])("as %s is stored in digits", (_, text, ean) => {
    expect(normalizeEan(text)).toBe(ean);
  });

  it.each([
    ["a wrong check digit", "7891000100104"],
    ["two digits the wrong way round", "7890100100103"],
    ["eleven digits", "03600029145"],
    ["zeros only", "00000000"],
    ["letters", "7891000l00103"],
  ])("is none with %s", (_, text) => {
    expect(normalizeEan(text)).toBeNull();
  });

  it("has no other check digit, and no digit may be another", () => {
    const at = fc.nat(12);
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9]\d{11}$/), at, fc.nat(9), (body, index, digit) => {
        const eans = [..."0123456789"].map((check) => normalizeEan(body + check)).filter(Boolean);
        expect(eans).toHaveLength(1);
        const [ean] = eans as [string];
        const other = ean.slice(0, index) + digit + ean.slice(index + 1);
        expect(normalizeEan(other) === null).toBe(other !== ean);
      }),
    );
  });
});
