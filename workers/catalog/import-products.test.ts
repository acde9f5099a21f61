import { beforeEach, expect, it } from "vitest";
import { api, create, RECORD, remove, sell } from "./test-catalog.ts";
import { emptyCatalog, examine, importCsv } from "./test-import.ts";

beforeEach(emptyCatalog);

const HEAD = "tipo;título;artista;autor;gênero;ano;páginas;preço;código;EAN;ISBN;ativo";

const sound = (products: number) => ({ products, unfit: [], miscounted: [], falselyTold: [] });

const listed = async (search: string) => (await api.get(`/api/products?search=${search}`)).body.items;

const codes = (body: { failures: { line: number; errors: { pointer: string; code: string }[] }[] }) =>
  body.failures.flatMap(({ line, errors }) =>
    errors.map(({ pointer, code }) => `${line} ${pointer} ${code}`),
  );

it("creates records, books and others by their names in Portuguese", async () => {
  const { status, body } = await importCsv(
    [
      HEAD,
      'disco;Sorriso Negro;Dona Ivone Lara;;Samba;1981;;"1.189,90";lp-0042;;;sim',
      "livro;Torto Arado;;Itamar Vieira Junior;Romance;2019;264;R$ 64,9;;;85-359-0277-5;",
      "produto;Escova de vinil;;;;;;45;;96385074;;não",
    ].join("\n"),
  );
  expect(status).toBe(200);
  expect(body).toMatchObject({ created: 3, updated: 0, failed: 0, ignoredColumns: [] });
  expect(body.preview[0]).toMatchObject({ line: 2, action: "create", priceCents: 118_990, active: true });
  expect(await listed("sorriso")).toMatchObject([
    { kind: "record", sku: "LP-0042", year: 1981, priceCents: 118_990, version: 1, active: true },
  ]);
  expect(await listed("8535902775")).toMatchObject([
    { author: "Itamar Vieira Junior", isbn: "9788535902778", pages: 264, priceCents: 6490 },
  ]);
  expect(await listed("96385074")).toMatchObject([{ kind: "product", priceCents: 4500, active: false }]);
  expect(await examine()).toEqual(sound(3));
});

it("brings up to date what it knows by SKU, ISBN or EAN; empty cells leave what is stored", async () => {
  const { id } = await create({ ...RECORD, sku: "LP-1", genre: "Samba", year: 1981 });
  await create({ kind: "book", title: "Torto", author: "Itamar", priceCents: 1, isbn: "9788535902778" });
  await create({ kind: "product", title: "Escova", priceCents: 1, ean: "036000291452" });
  const file = [
    HEAD,
    ";Sorriso Negro ao Vivo;;;MPB;;;;LP-1;;;não",
    ";Torto Arado;;;;;;;;;9788535902778;",
    ";Escova;;;;;;45,00;;0036000291452;;",
  ].join("\n");
  expect((await importCsv(file, { dryRun: true })).body).toMatchObject({ dryRun: true, updated: 3 });
  expect(await listed("vivo")).toEqual([]);
  expect((await importCsv(file)).body).toMatchObject({ created: 0, updated: 3, failed: 0 });
  expect(await listed("vivo")).toMatchObject([
    { artist: "Dona Ivone Lara", genre: "MPB", year: 1981, priceCents: 18_990, active: false, version: 2 },
  ]);
  const { body: told } = await api.get(`/api/products/${id}/audit`);
  expect(told.items[0]).toMatchObject({
    action: "edited",
    changes: [
      { field: "title", from: "Sorriso Negro", to: "Sorriso Negro ao Vivo" },
      { field: "active", from: true, to: false },
      { field: "genre", from: "Samba", to: "MPB" },
    ],
  });
  expect(await listed("arado")).toMatchObject([{ author: "Itamar", version: 2 }]);
  expect((await importCsv(file)).body).toMatchObject({ updated: 0, skipped: 3, failed: 0 });
  expect(await examine()).toEqual(sound(3));
});

it("leaves out what is wrong, says where and why, and imports the rest", async () => {
  await create({ ...RECORD, sku: "LP-1" });
  const { body } = await importCsv(
    [
      HEAD,
      "fita;A;B;;;;;10;K7;;;",
      "disco;A;B;;;81;;1,234.5;A-1;1234567890123;;talvez",
      "disco;A;B;;;;;10;;;;",
      "disco;A;;;;;;10;A-2;;;",
      "livro;A;B;C;;;;10;A-3;;;",
      "disco;A;B;;;;;;A-4;;;",
      "livro;;;;;;;;LP-1;;;",
      "disco;Boa;B;;;;;10.5;A-5;;;",
      "disco;Boa de novo;B;;;;;10.5;a-5;;;",
      "disco;A;B;;;;;1,5,0;A-6;;;",
    ].join("\n"),
  );
  expect(codes(body)).toEqual([
    "2 /kind kind",
    "3 /year too_small",
    "3 /ean ean",
    "3 /active yes_or_no",
    "4  unrecognizable",
    "5 /artist required",
    "6 /artist unknown",
    "7 /priceCents required",
    "8 /kind fixed",
    "10  duplicate",
    "11 /price price",
  ]);
  expect(body).toMatchObject({ created: 1, failed: 9 });
  expect(await listed("boa")).toMatchObject([{ priceCents: 1050 }]);
});

it("doesn't guess which of several products with one ISBN is meant, and leaves archived ones alone", async () => {
  const book = { kind: "book", title: "Torto Arado", author: "Itamar", priceCents: 1, isbn: "9788535902778" };
  await create({ ...book, sku: "NOVO" });
  await create({ ...book, sku: "USADO" });
  const sold = await create({ ...book, sku: "VENDIDO", isbn: "9788535914849" });
  await sell(sold.id);
  await remove(sold.path);
  const { body } = await importCsv("titulo,isbn,price\nTorto Arado,9788535902778,64.90");
  expect(codes(body)).toEqual(["2 /isbn ambiguous"]);
  const bySku = await importCsv("titulo,sku,isbn,priceCents\nTorto Arado,USADO,9788535902778,3000");
  expect(bySku.body).toMatchObject({ updated: 1 });
  const archived = await importCsv("titulo,sku,isbn,priceCents\nTorto Arado,VENDIDO,9788535914849,3000");
  expect(codes(archived.body)).toEqual(["2 /sku archived"]);
});

it("refuses a file without titles, and a price that is given twice", async () => {
  expect(await importCsv("sku,price\nA,1")).toMatchObject({
    status: 422,
    body: { code: "invalid-body", errors: [{ pointer: "/title", code: "required" }] },
  });
  const { body } = await importCsv("title,sku,price,priceCents,cor\nA,B,1,100,azul");
  expect(codes(body)).toEqual(["2 /price twice"]);
  expect(body.ignoredColumns).toEqual(["cor"]);
});
