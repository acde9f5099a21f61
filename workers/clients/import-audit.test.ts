import { SELF } from "cloudflare:test";
import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { createTestClient } from "../shared/test-client.ts";
import { openTestDatabase } from "../shared/test-database.ts";
import { cpf, falselyTold, importCsv, manyClients } from "./test-import.ts";

const api = createTestClient(SELF);
const db = openTestDatabase();

beforeEach(async () => {
  await db.run(sql`delete from client_words`);
  await db.run(sql`delete from clients`);
});

async function find(search: string) {
  const { body } = await api.get(`/api/clients?search=${search}`);
  const path = `/api/clients/${body.items[0].id}`;
  return { path, story: async () => (await api.get(`${path}/audit`)).body.items };
}

describe("the audit trail of an import", () => {
  it("tells of each client it creates and changes, and of no other", async () => {
    await importCsv(
      `nome;e-mail;cpf;situacao\r\nCartola;cartola@exemplo.com.br;${cpf(1)};inativo\r\nCandeia;candeia@exemplo.com.br;;`,
    );
    const by = { kind: "person", id: 1, name: "Dona Ivone Lara" };
    const cartola = await find("cartola");
    expect(await cartola.story()).toMatchObject([
      {
        action: "created",
        by,
        changes: [
          { field: "name", from: null, to: "Cartola" },
          { field: "email", from: null, to: "cartola@exemplo.com.br" },
          { field: "document", from: null, to: cpf(1) },
          { field: "status", from: null, to: "inactive" },
        ],
      },
    ]);
    const { body } = await importCsv(
      `nome;e-mail;cpf;telefone\r\nCartola;;${cpf(1)};\r\nAntônio Candeia;candeia@exemplo.com.br;${cpf(2)};2133334444\r\nNoca;noca@exemplo.com.br;;`,
    );
    expect(body).toMatchObject({ created: 1, updated: 1, skipped: 1 });
    expect(await cartola.story()).toHaveLength(1);
    const candeia = await find("candeia");
    expect(await candeia.story()).toMatchObject([
      {
        action: "edited",
        by,
        changes: [
          { field: "name", from: "Candeia", to: "Antônio Candeia" },
          { field: "phone", from: null, to: "+552133334444" },
          { field: "document", from: null, to: cpf(2) },
        ],
      },
      { action: "created" },
    ]);
    expect((await (await find("noca")).story())[0].changes).toHaveLength(3);
    expect(await falselyTold(db)).toEqual([]);
  });

  it("has nothing of a dry run", async () => {
    const before = await db.$count(sql`audit`);
    await importCsv(manyClients(20), { dryRun: true });
    expect(await db.$count(sql`audit`)).toBe(before);
  });

  it("has one entry for each of 5,000 clients, new and then renamed", async () => {
    await importCsv(manyClients(5000));
    expect(await falselyTold(db)).toEqual([]);
    await importCsv(manyClients(5000, "de Souza"));
    expect(await falselyTold(db)).toEqual([]);
    expect(await db.$count(sql`clients`, sql`version = 2`)).toBe(5000);
  }, 30_000);

  it("is true to what was written when the same file comes several times at once", async () => {
    const before = await db.$count(sql`audit`);
    const rows = Array.from(
      { length: 300 },
      (_, n) => `Pessoa ${n},p${n}@exemplo.com.br,${n % 2 ? cpf(n) : ""}`,
    );
    await Promise.all(Array.from({ length: 5 }, () => importCsv(`name,email,document\n${rows.join("\n")}`)));
    expect(await db.$count(sql`audit`)).toBe(before + 300);
    expect(await falselyTold(db)).toEqual([]);
  });

  it("is true to what was written when others edit the same clients", async () => {
    const file = (surname: string) =>
      ["name,document", ...Array.from({ length: 40 }, (_, n) => `Pessoa ${n} ${surname},${cpf(n)}`)].join(
        "\n",
      );
    await importCsv(file("Velha"));
    const { body } = await api.get("/api/clients?limit=40");
    const [imported] = await Promise.all([
      importCsv(file("Nova")),
      ...body.items.map(({ id }: { id: number }) =>
        api.send("PATCH", `/api/clients/${id}`, '{"phone": "1133334444"}', {
          "content-type": "application/json",
          "if-match": '"1"',
        }),
      ),
    ]);
    expect(imported.body).toMatchObject({ updated: 40 });
    expect(await falselyTold(db)).toEqual([]);
  });
});
