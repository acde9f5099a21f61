import { SELF } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { createTestClient } from "../shared/test-client.ts";
import { importCsv } from "./test-import.ts";

const api = createTestClient(SELF);
const text = new TextEncoder();

/** Asks what would be done, so that every test has a file of its own and nothing stored. */
const understand = async (file: BodyInit) => (await importCsv(file, { dryRun: true })).body;

const ANA = { line: 2, action: "create", name: "Ana Lúcia", email: "ana@exemplo.com.br" };

describe("a file is understood", () => {
  it.each([
    ["with commas", "name,email\nAna Lúcia,ana@exemplo.com.br\n", ","],
    ["with semicolons", "name;email\nAna Lúcia;ana@exemplo.com.br\n", ";"],
    ["with tabs", "name\temail\nAna Lúcia\tana@exemplo.com.br\n", "\t"],
    ["with CRLF", "name,email\r\nAna Lúcia,ana@exemplo.com.br\r\n", ","],
    ["with CR", "name,email\rAna Lúcia,ana@exemplo.com.br\r", ","],
    ["without a last line break", "name,email\nAna Lúcia,ana@exemplo.com.br", ","],
    ["with a byte order mark", "\uFEFFname,email\nAna Lúcia,ana@exemplo.com.br\n", ","],
    ["with quotes", '"name","email"\n"Ana Lúcia","ana@exemplo.com.br"\n', ","],
    ["with quoted separators in the header", 'name;email;"a,b,c,d"\nAna Lúcia;ana@exemplo.com.br;\n', ";"],
    ["with spaces and capitals", " Nome ; E-MAIL\n  Ana   Lúcia ; Ana@Exemplo.com.br \n", ";"],
    ["with a blank record at the end", "name;email;\nAna Lúcia;ana@exemplo.com.br;\n;;\n ;\n\n", ";"],
  ])("%s", async (_, csv, separator) => {
    const body = await understand(csv);
    expect(body).toMatchObject({
      dryRun: true,
      records: 1,
      created: 1,
      failures: [],
      ignoredColumns: expect.any(Array),
    });
    expect(body).toMatchObject({ separator, preview: [ANA] });
  });

  it("in windows-1252, as Excel in Brazil saves it", async () => {
    const csv =
      "Nome;E-mail;Situação\r\nAna Lúcia;ana@exemplo.com.br;ativo\r\nJoão “Zé” Conceição;joao@exemplo.com.br;Inativo\r\n";
    const codes = new Map([
      ["“", 0x93],
      ["”", 0x94],
    ]);
    const bytes = Uint8Array.from(csv, (character) => codes.get(character) ?? character.charCodeAt(0));
    expect(await understand(bytes)).toMatchObject({
      created: 2,
      ignoredColumns: [],
      preview: [ANA, { name: "João “Zé” Conceição", status: "inactive" }],
    });
  });

  it.each([
    ["NOME", "E-mail", "Telefone", "Documento", "Situação"],
    ["nome", "email", "celular", "CPF", "status"],
    ["Name", "e mail", "Fone", "C.N.P.J.", "SITUACAO"],
    ["nome", "e_mail", "Phone", "CPF/CNPJ", "Situacao"],
    ["name", "EMAIL", "phone", "cpf / cnpj", "Status"],
  ])("by the column names %s, %s, %s, %s, %s", async (...header) => {
    const body = await understand(
      `${header.join(";")}\nAna;ana@exemplo.com.br;(11) 98765-4321;529.982.247-25;inativo`,
    );
    expect(body.ignoredColumns).toEqual([]);
    expect(body.preview).toEqual([
      {
        line: 2,
        action: "create",
        name: "Ana",
        email: "ana@exemplo.com.br",
        phone: "+5511987654321",
        document: "52998224725",
        status: "inactive",
      },
    ]);
  });

  it("without the columns it doesn't know, which it names, and the known ones of our export", async () => {
    const csv =
      "id,name,Cidade,email,createdAt,updatedAt,constructor\n7,Ana,Recife,ana@exemplo.com.br,x,y,z\n";
    expect(await understand(csv)).toMatchObject({ created: 1, ignoredColumns: ["Cidade", "constructor"] });
  });

  it("with line breaks in quotes, and says the right lines", async () => {
    const csv = 'name,email\r\n"Ana\r\nLúcia",ana@exemplo.com.br\r\n\r\n"Bia ""B""\nCaio",x\r\nDavi,y\r\n';
    const body = await understand(csv);
    expect(body.preview.map(({ line, name }: { line: number; name: string }) => [line, name])).toEqual([
      [2, "Ana Lúcia"],
      [5, 'Bia "B" Caio'],
      [7, "Davi"],
    ]);
    expect(body.failures).toMatchObject([
      { line: 5, lastLine: 6, values: ['Bia "B"\nCaio', "x"] },
      { line: 7, lastLine: 7, values: ["Davi", "y"] },
    ]);
  });

  it("with the apostrophes of our export", async () => {
    const csv =
      "name,email,phone\n'=SOMA(A1),soma@exemplo.com.br,'+5511987654321\n'Santos,santos@exemplo.com.br,\n";
    expect((await understand(csv)).preview).toMatchObject([
      { name: "=SOMA(A1)", phone: "+5511987654321" },
      { name: "'Santos" },
    ]);
  });

  it("with broken quotes, whose lines alone are left out", async () => {
    const csv =
      'name,email\nAna,ana@exemplo.com.br\n"Bia,bia@exemplo.com.br\nCaio,caio@exemplo.com.br\n"Davi"x,y\nEva,eva@exemplo.com.br';
    const { status, body } = await importCsv(csv, { dryRun: true });
    expect(status).toBe(200);
    expect(body).toMatchObject({ records: 5, created: 3, failed: 2 });
    expect(body.failures).toMatchObject([
      { line: 3, errors: [{ pointer: "", code: "quotes" }], values: ['"Bia', "bia@exemplo.com.br"] },
      { line: 5, errors: [{ pointer: "", code: "quotes" }], values: ['"Davi"x', "y"] },
    ]);
    expect((await understand('name,email\n"Ana,ana@exemplo.com.br\n')).failures).toMatchObject([
      { line: 2, errors: [{ code: "quotes" }] },
    ]);
  });

  it("with what is wrong in each record", async () => {
    const csv = [
      "nome;e-mail;telefone;cpf;situação",
      "Ana;ana@;123;529.982.247-26;talvez",
      ";bia@exemplo.com.br;;;",
      "Caio;;11987654321;;",
      "Davi;davi@exemplo.com.br;;;ativo;mais",
      `${"x".repeat(201)};eva@exemplo.com.br;;;`,
      "constructor;f@exemplo.com.br;;;constructor",
    ].join("\n");
    const { failures, preview } = await understand(csv);
    const found = failures.map(
      ({ line, errors }: { line: number; errors: { pointer: string; code: string }[] }) => [
        line,
        ...errors.map(({ pointer, code }) => `${pointer} ${code}`),
      ],
    );
    expect(found).toEqual([
      [2, "/email invalid_format", "/phone phone", "/document document", "/status status"],
      [3, "/name required"],
      [4, " unrecognizable"],
      [5, " cells"],
      [6, "/name too_big"],
      [7, "/status status"],
    ]);
    expect(preview[0]).toEqual({
      line: 2,
      action: "fail",
      name: "Ana",
      email: null,
      phone: null,
      document: null,
      status: null,
    });
  });

  it("even if it has no records", async () => {
    expect(await understand("name,email\n")).toMatchObject({ records: 0, preview: [], failures: [] });
  });
});

describe("refused is", () => {
  const csv = { "content-type": "text/csv; charset=utf-8" };
  it.each([
    ["nothing", "", "", "header"],
    ["blank lines", "\n\n ,\n", "", "header"],
    ["a header with a broken quote", '"name,email\nAna,ana@exemplo.com.br\n', "", "header"],
    ["a file without names", "email,cpf\nana@exemplo.com.br,\n", "/name", "required"],
    [
      "a picture",
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]),
      "/name",
      "required",
    ],
    ["a column twice", "name,email,E-mail\nAna,a@exemplo.com.br,b@exemplo.com.br\n", "/email", "twice"],
    ["CPF beside CNPJ", "name,CPF,CNPJ\nAna,52998224725,\n", "/document", "twice"],
    ["10,001 records", `name,email\n${"Ana,ana@exemplo.com.br\n".repeat(10_001)}`, "", "too_many"],
    [
      "one broken quote after another",
      `name,email\n${'"Ana"a,ana@exemplo.com.br\n'.repeat(9000)}`,
      "",
      "quotes",
    ],
    ["millions of them", `name\n${"a\n".repeat(2_000_000)}`, "", "too_many"],
  ])("%s", async (_, file, pointer, code) => {
    const answer = await importCsv(file);
    expect(answer).toMatchObject({
      status: 422,
      body: { code: "invalid-body", errors: [{ pointer, code }] },
    });
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
  });

  it.each([
    ["JSON", "{}", { "content-type": "application/json" }, 415, "unsupported-media-type"],
    ["a file of no type", text.encode("name"), {}, 415, "unsupported-media-type"],
    ["more than 5 MiB", "x".repeat(5 * 1024 * 1024 + 1), csv, 413, "body-too-large"],
  ])("%s", async (_, file, headers, status, code) => {
    const answer = await api.send("POST", "/api/clients/import", file, headers);
    expect(answer).toMatchObject({ status, body: { code } });
  });

  it.each(["dryRun=yes", "dryRun=", "dryrun=true"])("?%s", async (query) => {
    const answer = await api.send("POST", `/api/clients/import?${query}`, "name\n", csv);
    expect(answer).toMatchObject({ status: 400, body: { code: "invalid-parameter" } });
  });
});

it("stores nothing of all that", async () => {
  expect((await api.get("/api/clients")).body.items).toEqual([]);
});
