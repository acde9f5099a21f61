import { SELF } from "cloudflare:test";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, it } from "vitest";
import { createTestClient } from "../shared/test-client.ts";
import { openTestDatabase } from "../shared/test-database.ts";
import { cpf, importCsv } from "./test-import.ts";

const api = createTestClient(SELF);
const db = openTestDatabase();

/** Names that start formulas, hold separators, quotes, line breaks and accents, or nothing to search for. */
const name = fc.oneof(
  fc.string({ unit: fc.constantFrom(..."'=+-@\"\n;,\t aÁção 1"), maxLength: 12 }),
  fc.string({ unit: "grapheme", maxLength: 20 }),
);
const record = fc.record({
  name,
  email: fc.constantFrom("", "", "a@x.com", "B@x.com", "c@x.com", "d@x.com"),
  phone: fc.constantFrom("", "(11) 98765-4321", "+351 912 345 678", "12"),
  document: fc.constantFrom("", "", cpf(1), cpf(2), cpf(3), "12.ABC.345/01DE-35", "1"),
  status: fc.constantFrom("", "ativo", "Inativa", "INATIVO", "active"),
});

const COLUMNS = ["name", "email", "phone", "document", "status"] as const;
const toCsv = (records: Record<(typeof COLUMNS)[number], string>[]) =>
  [
    COLUMNS.join(";"),
    ...records.map((one) => COLUMNS.map((column) => `"${one[column].replaceAll('"', '""')}"`).join(";")),
  ].join("\r\n");

it("does what the dry run says, does it once, and takes back its own export unchanged", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(record, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 3 }),
      async (files) => {
        await db.batch([db.run(sql`delete from client_words`), db.run(sql`delete from clients`)]);
        for (const csv of files.map(toCsv)) {
          const plan = (await importCsv(csv, { dryRun: true })).body;
          const { status, body } = await importCsv(csv);
          expect(status).toBe(200);
          expect({ ...body, dryRun: true }).toEqual(plan);
          expect(body.created + body.updated + body.skipped + body.failed).toBe(body.records);
          const second = body.failed === 0 ? (await importCsv(csv)).body : { created: 0, updated: 0 };
          expect(second).toMatchObject({ created: 0, updated: 0 });
        }
        const { body: exported } = await api.get("/api/clients.csv");
        const again = (await importCsv(exported)).body;
        expect(again).toMatchObject({ created: 0, updated: 0, ignoredColumns: [] });
        expect((await api.get("/api/clients.csv")).body).toBe(exported);
        const wrong = again.failures.filter(
          ({ errors }: { errors: { code: string }[] }) => errors[0]!.code !== "ambiguous",
        );
        expect(wrong).toEqual([]);
      },
    ),
    { numRuns: 40 },
  );
}, 30_000);
