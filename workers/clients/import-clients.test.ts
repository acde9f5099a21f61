import { SELF } from "cloudflare:test";
import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { createTestClient } from "../shared/test-client.ts";
import { openTestDatabase } from "../shared/test-database.ts";
import { importCsv } from "./test-import.ts";

const api = createTestClient(SELF);
const db = openTestDatabase();

beforeEach(async () => {
  await db.run(sql`delete from client_words`);
  await db.run(sql`delete from clients`);
});

const create = async (client: object) => (await api.post("/api/clients", { name: "Ana", ...client })).body;
const list = async () => (await api.get("/api/clients?sort=createdAt")).body.items;

/** Imports a file twice dry, before and between, and twice in earnest; answers what the first import did. */
async function importTwice(csv: string) {
  const plan = await importCsv(csv, { dryRun: true });
  const before = await list();
  const { status, body } = await importCsv(csv);
  expect(status).toBe(200);
  expect(plan.body).toEqual({ ...body, dryRun: true });
  const after = await list();
  const again = (await importCsv(csv)).body;
  expect(again).toMatchObject({ created: 0, updated: 0, skipped: body.records - body.failed });
  expect(again.failures).toEqual(body.failures);
  expect(await list()).toEqual(after);
  return { body, before, after };
}

const errorsOf = ({
  failures,
}: {
  failures: { line: number; errors: { pointer: string; code: string }[] }[];
}) => failures.map(({ line, errors }) => [line, ...errors.map(({ pointer, code }) => `${pointer} ${code}`)]);

const CPF = ["52998224725", "11144477735", "12345678909", "98765432100"] as const;

describe("a record", () => {
  it("is a new client, in its normal form and found by its words", async () => {
    const { body, after } = await importTwice(
      "nome;e-mail;telefone;cpf;situação\nJoão da Silva;JOAO@exemplo.com.br;11 98765-4321;529.982.247-25;\nLoja;loja@exemplo.com.br;;;inativo\n",
    );
    expect(body).toMatchObject({ records: 2, created: 2, failures: [] });
    expect(after).toEqual([
      {
        id: expect.any(Number),
        name: "João da Silva",
        email: "joao@exemplo.com.br",
        phone: "+5511987654321",
        document: "52998224725",
        status: "active",
        version: 1,
        createdAt: expect.stringMatching(/^20\d\d-/),
        updatedAt: after[0].createdAt,
        erasedAt: null,
      },
      expect.objectContaining({ name: "Loja", phone: null, document: null, status: "inactive" }),
    ]);
    expect((await api.get("/api/clients?search=joao+sil")).body.items).toEqual([after[0]]);
  });

  it("is about the client with its document, and changes what differs", async () => {
    const ana = await create({ document: CPF[0], email: "old@exemplo.com.br", phone: "11987654321" });
    const bia = await create({ name: "Bia", document: CPF[1] });
    const { body, after } = await importTwice(
      `name,email,phone,document,status\nAna Lúcia,ana@exemplo.com.br,,${CPF[0]},\nBia,,,${CPF[1]},active\n`,
    );
    expect(body).toMatchObject({ created: 0, updated: 1, skipped: 1 });
    expect(after).toEqual([
      { ...ana, name: "Ana Lúcia", email: "ana@exemplo.com.br", version: 2, updatedAt: expect.any(String) },
      bia,
    ]);
    expect((await api.get("/api/clients?search=lucia")).body.items).toHaveLength(1);
  });

  it("clears nothing: empty cells and missing columns leave what is stored", async () => {
    const ana = await create({ document: CPF[0], email: "ana@exemplo.com.br", phone: "11987654321" });
    const { body, after } = await importTwice(`name,document\n,${CPF[0]}\n`);
    expect(body).toMatchObject({ skipped: 1, failed: 0 });
    expect(after).toEqual([ana]);
  });

  it("gives up the words of an old name", async () => {
    await create({ name: "Maria Clara", email: "maria@exemplo.com.br" });
    await importTwice("name,email\nMaria Rita,maria@exemplo.com.br\n");
    expect((await api.get("/api/clients?search=clara")).body.items).toEqual([]);
    expect((await api.get("/api/clients?search=maria+rita")).body.items).toHaveLength(1);
    expect(await db.all(sql`select word, name_key from client_words order by word`)).toEqual([
      { word: "maria", name_key: "maria rita" },
      { word: "rita", name_key: "maria rita" },
    ]);
  });

  it("is about the client with its e-mail, if record or client has no document, and brings it", async () => {
    const ana = await create({ email: "ana@exemplo.com.br" });
    const bia = await create({ name: "Bia", email: "bia@exemplo.com.br", document: CPF[1] });
    const { body, after } = await importTwice(
      `name,email,document\nAna,ana@exemplo.com.br,${CPF[0]}\nBia Sá,bia@exemplo.com.br,\n`,
    );
    expect(body).toMatchObject({ updated: 2 });
    expect(after).toMatchObject([
      { id: ana.id, document: CPF[0], version: 2 },
      { id: bia.id, name: "Bia Sá", document: CPF[1], version: 2 },
    ]);
  });

  it("is somebody else with another document and the same e-mail", async () => {
    const ana = await create({ email: "casa@exemplo.com.br", document: CPF[0] });
    const { body, after } = await importTwice(
      `name,email,document\nBia,casa@exemplo.com.br,${CPF[1]}\nCaio,casa@exemplo.com.br,${CPF[2]}\n`,
    );
    expect(body).toMatchObject({ created: 2 });
    expect(after).toMatchObject([ana, { document: CPF[1] }, { document: CPF[2] }]);
  });

  it("is ambiguous where several clients have its e-mail, unless its document says which or that it is new", async () => {
    const ana = await create({ email: "casa@exemplo.com.br", document: CPF[0] });
    await create({ name: "Bia", email: "casa@exemplo.com.br" });
    const { body, after } = await importTwice(
      `name,email,document\nBia,casa@exemplo.com.br,\nBia,casa@exemplo.com.br,${CPF[1]}\nAna Lúcia,casa@exemplo.com.br,${CPF[0]}\n`,
    );
    expect(errorsOf(body)).toEqual([
      [2, "/email ambiguous"],
      [3, "/email ambiguous"],
    ]);
    expect(after).toMatchObject([
      { id: ana.id, name: "Ana Lúcia" },
      { name: "Bia", document: null, version: 1 },
    ]);
  });

  it("never is about an erased client", async () => {
    const ana = await create({ email: "ana@exemplo.com.br", document: CPF[0] });
    await api.send("POST", `/api/clients/${ana.id}/erase`, undefined, { "if-match": '"1"' });
    const { body, after } = await importTwice(`name,email,document\nAna,ana@exemplo.com.br,${CPF[0]}\n`);
    expect(body).toMatchObject({ created: 1 });
    expect(after).toMatchObject([{ id: ana.id, name: "[erased]", version: 2 }, { name: "Ana" }]);
  });

  it("that is new needs a name; one that is known doesn't", async () => {
    await create({ email: "ana@exemplo.com.br" });
    const { body } = await importTwice(
      "name,email,phone\n,ana@exemplo.com.br,1133334444\n,bia@exemplo.com.br,\n",
    );
    expect(body).toMatchObject({ updated: 1, failed: 1 });
    expect(errorsOf(body)).toEqual([[3, "/name required"]]);
  });
});

describe("two records of one file", () => {
  it("about the same client: the later one is a duplicate, however it is recognised", async () => {
    await create({ email: "ana@exemplo.com.br", document: CPF[0] });
    const { body, after } = await importTwice(
      [
        "name,email,document",
        "Ana,ana@exemplo.com.br,",
        `Ana,outra@exemplo.com.br,${CPF[0]}`,
        `Bia,bia@exemplo.com.br,${CPF[1]}`,
        `Bia,,111.444.777-35`,
        "Bia,BIA@exemplo.com.br,",
        "Caio,caio@exemplo.com.br,",
        `Caio,caio@exemplo.com.br,${CPF[2]}`,
      ].join("\n"),
    );
    expect(body).toMatchObject({ created: 2, skipped: 1, failed: 4 });
    expect(body.failures).toMatchObject([
      { line: 3, duplicateOf: 2, errors: [{ pointer: "", code: "duplicate" }] },
      { line: 5, duplicateOf: 4 },
      { line: 6, duplicateOf: 4 },
      { line: 8, duplicateOf: 7 },
    ]);
    expect(after.map(({ name, document }: { name: string; document: string }) => [name, document])).toEqual([
      ["Ana", CPF[0]],
      ["Bia", CPF[1]],
      ["Caio", null],
    ]);
  });

  it("find the clients as the earlier one leaves them", async () => {
    const ana = await create({ email: "casa@exemplo.com.br", document: CPF[0] });
    const bia = await create({ name: "Bia", email: "bia@exemplo.com.br" });
    const { body, after } = await importTwice(
      [
        "name,email,document",
        `Ana,ana@exemplo.com.br,${CPF[0]}`, // leaves the e-mail of the house
        "Caio,casa@exemplo.com.br,", // so it is Caio's, who is new
        `Bia,bia@exemplo.com.br,${CPF[1]}`, // gets a document
        `Davi,bia@exemplo.com.br,${CPF[2]}`, // so he isn't her
      ].join("\n"),
    );
    expect(body).toMatchObject({ created: 2, updated: 2, failed: 0 });
    expect(after).toMatchObject([
      { id: ana.id, email: "ana@exemplo.com.br" },
      { id: bia.id, document: CPF[1] },
      { name: "Caio", email: "casa@exemplo.com.br", document: null },
      { name: "Davi", email: "bia@exemplo.com.br", document: CPF[2] },
    ]);
  });

  it("may give an e-mail to a new client first, and then to a known one", async () => {
    const ana = await create({ document: CPF[0] });
    const csv = `name,email,document\nBia,casa@exemplo.com.br,\nAna,casa@exemplo.com.br,${CPF[0]}\n`;
    expect((await importCsv(csv, { dryRun: true })).body).toMatchObject({ created: 1, updated: 1 });
    expect((await importCsv(csv)).body).toMatchObject({ created: 1, updated: 1 });
    expect(await list()).toMatchObject([{ id: ana.id, email: "casa@exemplo.com.br" }, { name: "Bia" }]);
  });
});
