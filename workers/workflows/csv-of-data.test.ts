import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { withoutApostrophe } from "../shared/csv.ts";
import { fitsCsv, toCsv } from "./csv-of-data.ts";

const EXAMPLES: [name: string, data: unknown, csv: string][] = [
  ["an object is a row", { order: 1042, paid: true, note: null }, "order,paid,note\r\n1042,true,\r\n"],
  [
    "an array has a row for each element, and the columns of all, as they come",
    [
      { b: 1, a: 2 },
      { a: 3, c: "x" },
    ],
    "b,a,c\r\n1,2,\r\n,3,x\r\n",
  ],
  [
    "what is nested has the names of its parents",
    { client: { name: "Ana", address: { city: "Bauru" } }, id: 7 },
    "client.name,client.address.city,id\r\nAna,Bauru,7\r\n",
  ],
  ["a list of scalars is one cell", { tags: ["a", 1, false, null] }, 'tags\r\n"a; 1; false; "\r\n'],
  [
    "a list with anything else has a column for each place",
    { items: [{ sku: "LP-1", n: 2 }, "LV-2", ["x", "y"]] },
    'items.0.sku,items.0.n,items.1,items.2\r\nLP-1,2,LV-2,"x; y"\r\n',
  ],
  ["a text is a value", "samba", "value\r\nsamba\r\n"],
  ["a number is a value", -1.5e-7, "value\r\n-1.5e-7\r\n"],
  ["false is a value", false, "value\r\nfalse\r\n"],
  ["zero is a value", 0, "value\r\n0\r\n"],
  ["an empty text is a row, which no reader takes for a blank line", "", 'value\r\n""\r\n'],
  ["null has no row", null, "value\r\n"],
  ["an empty object has no row", {}, "value\r\n"],
  ["an empty array has no row", [], "value\r\n"],
  ["an array of scalars has rows of one", [1, "b", null], 'value\r\n1\r\nb\r\n""\r\n'],
  ["an array of arrays", [[1, 2], [], [{ a: 3 }]], 'value,value.0.a\r\n"1; 2",\r\n,\r\n,3\r\n'],
  ["an array of objects and scalars", [{ value: 1, a: 2 }, 3], "value,a\r\n1,2\r\n3,\r\n"],
  ["within other data, what is empty is an empty cell", { a: {}, b: [], c: 1 }, "a,b,c\r\n,,1\r\n"],
  ["an element that is an empty object is a row", [{ a: 1 }, {}], 'a\r\n1\r\n""\r\n'],
  ["dots and backslashes in names", { "a.b": 1, a: { b: 2 }, "c\\": 3 }, "a\\.b,a.b,c\\\\\r\n1,2,3\r\n"],
  ["a name that is empty", { "": 1 }, '""\r\n1\r\n'],
  ["names that JavaScript has its own ideas of", JSON.parse('{"__proto__":1}'), "__proto__\r\n1\r\n"],
  [
    "formulas",
    { a: "=1+1", b: "+55 11", c: "@x", d: -1, e: "'-1" },
    "a,b,c,d,e\r\n'=1+1,'+55 11,'@x,-1,''-1\r\n",
  ],
  ["names that are formulas", { "=cmd()": { "-x": 1 } }, "'=cmd().-x\r\n1\r\n"],
  ["a list that begins like a formula", { a: [-1, 2] }, 'a\r\n"\'-1; 2"\r\n'],
  [
    "quotes, commas, line breaks and tabs",
    { a: 'diz "oi"', b: "1,5", c: "um\r\ndois", d: "x\ty", e: "x;y" },
    'a,b,c,d,e\r\n"diz ""oi""","1,5","um\r\ndois","x\ty","x;y"\r\n',
  ],
  ["byte order marks", { "\uFEFFa": "\uFEFFb" }, '"\uFEFFa"\r\n"\uFEFFb"\r\n'],
  [
    "letters of any script",
    { título: "Sá & Guarabyra 🎸", 名: "津軽" },
    "título,名\r\nSá & Guarabyra 🎸,津軽\r\n",
  ],
];

describe("the CSV of data", () => {
  it.each(EXAMPLES)("%s", (_, data, csv) => {
    expect(toCsv(data)).toBe(csv);
    expect(fitsCsv(data)).toBe(true);
  });

  it("read back has exactly the cells of any JSON", () => {
    fc.assert(
      fc.property(JSONS, (data) => {
        const { head, rows } = tabulate(data);
        const lines = Papa.parse<string[]>(toCsv(data), { delimiter: ",", newline: "\r\n" }).data;
        expect(lines.pop()).toEqual([""]); // after the last line break
        expect(lines.map((cells) => cells.map(withoutApostrophe))).toEqual([head, ...rows]);
      }),
      { numRuns: 1000 },
    );
  });

  it("has no blank line, which many readers leave out", () => {
    fc.assert(
      fc.property(JSONS, (data) => {
        expect(toCsv(data)).not.toMatch(/^\r\n|\n\r\n$/);
      }),
    );
  });
});

/** Names and texts that have a meaning somewhere. */
const odd = fc.constantFrom(
  "",
  ".",
  "\\",
  "a",
  "a.b",
  "value",
  "0",
  "=1",
  "'",
  '"',
  ",",
  "; ",
  "\r\n",
  "\uFEFF",
  "\t",
  "__proto__",
);
const text = fc.oneof(
  odd,
  fc.string({ unit: "binary", maxLength: 6 }).map((t) => t.toWellFormed()),
);
const JSONS = fc
  .letrec<{ any: unknown }>((tie) => ({
    any: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.oneof(
        text,
        fc.constant(null),
        fc.boolean(),
        fc.integer(),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
      ),
      fc.array(tie("any"), { maxLength: 4 }),
      fc.dictionary(text, tie("any"), { maxKeys: 4 }),
    ),
  }))
  .any.map((data) => JSON.parse(JSON.stringify(data)) as unknown);

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** What the CSV should say, found another way: from every leaf up to its path. */
function tabulate(data: unknown): { head: string[]; rows: string[][] } {
  const json = data as Json;
  const isNothing =
    json === null || (!Array.isArray(json) && typeof json === "object" && Object.keys(json).length === 0);
  const elements = Array.isArray(json) ? json : isNothing ? [] : [json];
  const rows = elements.map((element) => {
    const isRecord = typeof element === "object" && element !== null && !Array.isArray(element);
    if (isRecord && Object.keys(element).length === 0) return [];
    return leavesOf(element).map(
      ([path, cell]) => [(isRecord ? path : ["value", ...path]).join("."), cell] as const,
    );
  });
  const head = [...new Set(rows.flatMap((row) => row.map(([column]) => column)))];
  if (head.length === 0) head.push("value");
  return {
    head,
    rows: rows.map((row) => head.map((column) => row.findLast(([name]) => name === column)?.[1] ?? "")),
  };
}

function leavesOf(json: Json): [path: string[], cell: string][] {
  if (json === null) return [[[], ""]];
  if (typeof json !== "object") return [[[], `${json}`]];
  if (Array.isArray(json) && json.every((each) => each === null || typeof each !== "object")) {
    return [[[], json.map((each) => (each === null ? "" : `${each}`)).join("; ")]];
  }
  const names = Object.keys(json);
  if (names.length === 0) return [[[], ""]];
  return names.flatMap((name) =>
    leavesOf((json as Record<string, Json>)[name]!).map(([path, cell]): [string[], string] => [
      [name.replaceAll("\\", "\\\\").replaceAll(".", "\\."), ...path],
      cell,
    ]),
  );
}

describe("what fits a CSV", () => {
  const KB = 128 * 1024;
  const long = (length: number) => "n".repeat(length);
  const nested = (levels: number, inside: unknown): unknown =>
    Array.from({ length: levels }).reduce<unknown>((inner) => ({ [long(60)]: inner }), inside);

  it.each([
    ["a thousand orders", Array.from({ length: 1000 }, (_, i) => ({ order: i, client: { name: "Ana" } }))],
    ["a long list of scalars", Array.from({ length: 60_000 }, () => 1)],
    ["one long text of quotes", '"'.repeat(60_000)],
    ["a thousand columns", Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`c${i}`, i]))],
  ])("%s does, and is a file of at most 16 MB", (_, data) => {
    expect(JSON.stringify(data).length).toBeLessThanOrEqual(KB);
    expect(fitsCsv(data)).toBe(true);
    expect(new TextEncoder().encode(toCsv(data)).length).toBeLessThan(16_000_000);
  });

  it.each([
    ["a column of its own for each of many rows", Array.from({ length: 9000 }, (_, i) => ({ [`c${i}`]: 1 }))],
    ["a long name above thousands", { [long(1000)]: Array.from({ length: 30_000 }, (_, i) => (i ? 1 : {})) }],
    [
      "long names above long names",
      nested(
        99,
        Array.from({ length: 30_000 }, (_, i) => (i ? 1 : {})),
      ),
    ],
  ])("%s doesn't", (_, data) => {
    expect(JSON.stringify(data).length).toBeLessThanOrEqual(KB);
    expect(fitsCsv(data)).toBe(false);
  });
});
