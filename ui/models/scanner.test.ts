import { describe, expect, it } from "vitest";
import type { Product } from "../api-catalog.ts";
import { hasCode, isCode } from "./scanner.ts";

const RECORD = { kind: "record", sku: "LP-7001", ean: "7891234567895" } as Product;
const BOOK = { kind: "book", sku: null, ean: null, isbn: "9788508171279" } as Product;

describe("a code as scanners and people enter it", () => {
  it.each(["7891234567895", "978-85-08-17127-9", "850817127X", "01234565"])("is %s", (text) => {
    expect(isCode(text)).toBe(true);
  });

  it.each(["1984", "LP-7001", "2001 uma odisseia", "sorriso"])("isn't %s", (text) => {
    expect(isCode(text)).toBe(false);
  });
});

describe("a product has a code", () => {
  it("that is its SKU or EAN, however it is written", () => {
    expect(hasCode(RECORD, "lp-7001")).toBe(true);
    expect(hasCode(RECORD, "7 891234 567895")).toBe(true);
    expect(hasCode(RECORD, "789123456789")).toBe(false);
  });

  it("that is its UPC-A read with a 0 before it, or without", () => {
    const imported = { ...RECORD, ean: "012345678905" };
    expect(hasCode(imported, "0012345678905")).toBe(true);
    expect(hasCode({ ...RECORD, ean: "0012345678905" }, "012345678905")).toBe(true);
  });

  it("that is its ISBN of 13 digits, or of 10", () => {
    expect(hasCode(BOOK, "978-85-08-17127-9")).toBe(true);
    expect(hasCode(BOOK, "8508171277")).toBe(true);
    expect(hasCode(BOOK, "8508171285")).toBe(false);
  });
});
