import { SELF } from "cloudflare:test";
import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { createTestClient } from "../shared/test-client.ts";
import { openTestDatabase } from "../shared/test-database.ts";
import type { ImportReport } from "../shared/import-report.ts";
import type { GivenClient } from "./import-records.ts";
import { wordsOf } from "../shared/words.ts";
import { collect } from "../shared/test-import.ts";
import { cpf, falselyTold, importCsv, manyClients, streamImport } from "./test-import.ts";

const api = createTestClient(SELF);
const db = openTestDatabase();

beforeEach(async () => {
  await db.run(sql`delete from client_words`);
  await db.run(sql`delete from clients`);
});

/** How many clients there are, how many of them twice, and how many whose words don't fit their name. */
async function count() {
  const rows = await db.all<{ key: string; name: string; words: string }>(
    sql`select coalesce(email, document) as key, name, json_group_array(word) as words
      from clients left join client_words on client_id = id where erased_at is null group by id`,
  );
  const unfit = rows.filter(
    ({ name, words }) => JSON.parse(words).toSorted().join() !== wordsOf(name).toSorted().join(),
  );
  return { clients: rows.length, doubles: rows.length - new Set(rows.map(({ key }) => key)).size, unfit };
}

const edit = async (id: number, version: number, changes: object) =>
  api.send("PATCH", `/api/clients/${id}`, JSON.stringify(changes), {
    "content-type": "application/json",
    "if-match": `"${version}"`,
  });

describe("an import", { timeout: 30_000 }, () => {
  it("that is broken off leaves what is done, and is repeated without doubles", async () => {
    const csv = manyClients(6000);
    for await (const line of streamImport(csv)) {
      expect(line).toMatchObject({ progress: { records: 6000, created: 2000 } });
      break;
    }
    const { status, body } = await importCsv(csv);
    expect(status).toBe(200);
    expect(body.skipped).toBeGreaterThanOrEqual(2000);
    expect(body.skipped).toBeLessThan(6000);
    expect(body).toMatchObject({ created: 6000 - body.skipped, failed: 0 });
    expect(await count()).toEqual({ clients: 6000, doubles: 0, unfit: [] });
  });

  it("makes no doubles of the same file sent several times at once", async () => {
    const rows = Array.from(
      { length: 300 },
      (_, n) => `Pessoa ${n},p${n}@exemplo.com.br,${n % 2 ? cpf(n) : ""}`,
    );
    const csv = `name,email,document\n${rows.join("\n")}`;
    const answers = await Promise.all(Array.from({ length: 5 }, () => importCsv(csv)));
    for (const { status, body } of answers) {
      expect(status).toBe(200);
      expect(body.created + body.skipped).toBe(300);
      expect(body.failures).toEqual([]);
    }
    expect(answers.reduce((sum, { body }) => sum + body.created, 0)).toBe(300);
    expect(await count()).toEqual({ clients: 300, doubles: 0, unfit: [] });
  });

  it("loses no edit, and none of its own, when both change the same clients", async () => {
    const file = (surname: string, phone: string) =>
      [
        "name,document,phone",
        ...Array.from({ length: 40 }, (_, n) => `Pessoa ${n} ${surname},${cpf(n)},${phone}`),
      ].join("\n");
    await importCsv(file("Velha", ""));
    const { body: page } = await api.get("/api/clients?limit=40&sort=createdAt");
    const [imported, ...edits] = await Promise.all([
      importCsv(file("Nova", "1133334444")),
      ...page.items.map(({ id }: { id: number }) => edit(id, 1, { email: `p${id}@exemplo.com.br` })),
    ]);
    expect(imported.body).toMatchObject({ updated: 40, failed: 0 });
    const { body: after } = await api.get("/api/clients?limit=40&sort=createdAt");
    for (const [index, client] of after.items.entries()) {
      const edited = edits[index]!.status === 200;
      expect([200, 412]).toContain(edits[index]!.status);
      expect(client).toMatchObject({
        name: `Pessoa ${index} Nova`,
        phone: "+551133334444",
        email: edited ? `p${client.id}@exemplo.com.br` : null,
        version: edited ? 3 : 2,
      });
    }
    expect(await count()).toMatchObject({ clients: 40, unfit: [] });
  });
});

describe("what somebody else does after the import was planned", { timeout: 30_000 }, () => {
  const LAST = "cliente7999@exemplo.com.br";

  /** Imports 8000 clients, and meddles after the first 2000. */
  async function meddle(csv: string, action: () => Promise<unknown>) {
    const lines = streamImport(csv);
    await lines.next();
    await action();
    return ((await collect(lines)).at(-1) as { report: ImportReport<GivenClient> }).report;
  }

  it("is seen: a client created meanwhile isn't created again", async () => {
    const report = await meddle(manyClients(8000), () =>
      api.post("/api/clients", { name: "Cliente de Outrem", email: LAST }),
    );
    expect(report).toMatchObject({ created: 7999, updated: 1, failed: 0 });
    expect((await api.get("/api/clients?search=7999")).body.items).toMatchObject([
      { email: LAST, version: 2 },
    ]);
    expect((await api.get("/api/clients?search=outrem")).body.items).toEqual([]);
    expect(await count()).toEqual({ clients: 8000, doubles: 0, unfit: [] });
  });

  it("is kept: an edit, an erasure and a document given to somebody else", async () => {
    await importCsv(manyClients(8000));
    const find = async (n: number) => (await api.get(`/api/clients?search=${n}`)).body.items[0];
    const [edited, erased] = [await find(7999), await find(7998)];
    const withDocuments = manyClients(8000, "de Souza")
      .split("\r\n")
      .map((row, n) => `${row};${n === 0 ? "cpf" : cpf(n - 1)}`)
      .join("\r\n");
    const report = await meddle(withDocuments, async () => {
      await edit(edited.id, 1, { phone: "1133334444", status: "inactive" });
      await api.send("POST", `/api/clients/${erased.id}/erase`, undefined, { "if-match": '"1"' });
      await api.post("/api/clients", { name: "Dona", document: cpf(7997) });
    });
    expect(report).toMatchObject({ created: 1, updated: 7999, failed: 0 });
    expect(await find(7999)).toMatchObject({
      name: "Cliente Número 7999 de Souza",
      status: "inactive",
      phone: "+5511987657999",
      version: 3,
    });
    expect((await api.get(`/api/clients/${erased.id}`)).body).toMatchObject({
      name: "[erased]",
      email: null,
    });
    expect(await find(7998)).toMatchObject({ version: 1, email: "cliente7998@exemplo.com.br" });
    // Her document is that of record 7997, so she is who it is about, and has its e-mail too.
    expect((await api.get("/api/clients?search=7997")).body.items).toMatchObject([
      { document: null, version: 1 },
      { document: cpf(7997), version: 2 },
    ]);
    expect(await count()).toEqual({ clients: 8001, doubles: 1, unfit: [] });
    expect(await falselyTold(db)).toEqual([]);
  });

  it("is left to the next import where it is more than one batch, and told", async () => {
    await importCsv(manyClients(8000));
    const csv = manyClients(8000, "de Souza");
    const report = await meddle(csv, () => db.run(sql`update clients set version = version + 1`));
    expect(report).toMatchObject({ records: 8000, created: 0, skipped: 0 });
    expect(report.updated + report.failed).toBe(8000);
    expect(report.failed).toBeGreaterThan(0);
    expect(new Set(report.failures.map(({ errors }) => errors[0]?.code))).toEqual(new Set(["changed"]));
    const { body } = await importCsv(csv);
    expect(body).toMatchObject({ updated: report.failed, skipped: report.updated, failed: 0 });
    expect(await count()).toEqual({ clients: 8000, doubles: 0, unfit: [] });
  });
});
