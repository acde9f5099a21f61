import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { language } from "../i18n/language.ts";
import { parseReais, typeReais } from "./reais.ts";

describe("a typed price", () => {
  it.each([
    ["18,90", 1890, 1890],
    ["18.90", 1890, 1890],
    ["18", 1800, 1800],
    ["18,9", 1890, 1890],
    ["18,", 1800, 1800],
    ["0,29", 29, 29],
    ["R$ 1.234,50", 123_450, 123_450],
    ["1,234.50", 123_450, 123_450],
    ["1.234", 123_400, null],
    ["1,234", null, 123_400],
    ["1.234.567", null, null],
    ["1.000.000,00", 100_000_000, 100_000_000],
    ["1.000.000,01", null, null],
    ["-1", null, null],
    ["1e3", null, null],
    ["18,905", null, 1_890_500],
    ["", null, null],
    [",50", null, null],
  ])("%j is %j cents in Portuguese, %j in English", (text, portuguese, english) => {
    language.value = "pt-BR";
    expect(parseReais(text)).toBe(portuguese);
    language.value = "en";
    expect(parseReais(text)).toBe(english);
  });

  it("comes back as it was stored", () => {
    fc.assert(
      fc.property(fc.nat(100_000_000), fc.constantFrom("pt-BR" as const, "en" as const), (cents, chosen) => {
        language.value = chosen;
        expect(parseReais(typeReais(cents))).toBe(cents);
      }),
    );
  });
});
