import { env, SELF } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { createTestClient } from "../shared/test-client.ts";
import { collect, countingQueries } from "../shared/test-import.ts";
import worker from "./main.ts";
import { cpf, importCsv, manyClients, streamImport } from "./test-import.ts";

const api = createTestClient(SELF);

const rowsRead = (headers: Headers) => Number(/rows_read=(\d+)/.exec(headers.get("server-timing")!)?.[1]);

describe("10,000 records", () => {
  it.each([
    ["all new", "da Silva", { created: 10_000, updated: 0, skipped: 0 }],
    ["all known", "da Silva", { created: 0, updated: 0, skipped: 10_000 }],
    ["all renamed", "de Souza", { created: 0, updated: 10_000, skipped: 0 }],
  ])(
    "%s, are imported in one request of few queries",
    async (_, surname, expected) => {
      const { to, queries } = countingQueries(worker);
      const { status, body } = await importCsv(manyClients(10_000, surname), { to: env.DB ? to : SELF });
      expect(status).toBe(200);
      expect(body).toMatchObject({ records: 10_000, failed: 0, ...expected });
      expect(queries()).toBeLessThanOrEqual(40);
      const found = await api.get("/api/clients?search=9999");
      expect(found.body.items).toMatchObject([
        { name: `Cliente Número 9999 ${surname}`, phone: "+5511987659999" },
      ]);
    },
    30_000,
  );

  it("stay within their queries when somebody else imports them at the same time", async () => {
    const both = [countingQueries(worker), countingQueries(worker)];
    const answers = await Promise.all(
      both.map(({ to }) => importCsv(manyClients(10_000, "dos Reis"), { to: env.DB ? to : SELF })),
    );
    const [first, second] = answers.map(({ body }) => body);
    expect([first.failed, second.failed]).toEqual([0, 0]);
    expect(first.updated + second.updated).toBe(10_000);
    expect(Math.max(...both.map(({ queries }) => queries()))).toBeLessThanOrEqual(40);
  }, 30_000);

  it("leave the next import of a few as cheap as it was", async () => {
    const csv =
      "name,email,document\nCliente 7,cliente7@exemplo.com.br,52998224725\nOutro,outro@exemplo.com.br,\n";
    const { headers, body } = await importCsv(csv);
    expect(body).toMatchObject({ created: 1, updated: 1 });
    expect(rowsRead(headers)).toBeLessThan(70);
    const old = await api.get("/api/clients?search=numero+7");
    expect(old.body.items).not.toContainEqual(expect.objectContaining({ name: "Cliente 7" }));
  });
});

it("reads few rows of clients who share an e-mail, however many they are", async () => {
  const rows = Array.from({ length: 3000 }, (_, n) => `Freguês ${n},nao-tem@exemplo.com.br,${cpf(n)}`);
  const { headers, body } = await importCsv(["name,email,document", ...rows].join("\n"));
  expect(body).toMatchObject({ created: 3000 });
  expect(rowsRead(headers)).toBeLessThan(3000 * 20);
  const one = await importCsv("name,email\nFreguês,nao-tem@exemplo.com.br\n");
  expect(one.body).toMatchObject({ failures: [{ errors: [{ pointer: "/email", code: "ambiguous" }] }] });
  expect(rowsRead(one.headers)).toBeLessThan(150);
}, 30_000);

describe("progress", () => {
  it("is told after each batch, and the whole at the end", async () => {
    const lines = await collect(streamImport(manyClients(3000, "Progresso")));
    expect(lines).toMatchObject([
      { progress: { records: 3000, updated: 2000, failures: [] } },
      { progress: { records: 3000, updated: 3000, failures: [] } },
      { report: { records: 3000, updated: 3000, columns: ["nome", "e-mail", "telefone"], separator: ";" } },
    ]);
  });
});
