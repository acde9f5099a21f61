import { env } from "cloudflare:test";
import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { collect, countingQueries } from "../shared/test-import.ts";
import worker from "./main.ts";
import { api, create, db, OTHER } from "./test-catalog.ts";
import { emptyCatalog, examine, importCsv, manyProducts, streamImport } from "./test-import.ts";

const sound = (products: number) => ({ products, unfit: [], miscounted: [], falselyTold: [] });

// As many take their time, and libSQL counts no queries.
describe.runIf(env.DB)("10,000 records", () => {
  it.each([
    ["all new", "Disco", { created: 10_000, updated: 0, skipped: 0 }],
    ["all known", "Disco", { created: 0, updated: 0, skipped: 10_000 }],
    ["all renamed", "Álbum", { created: 0, updated: 10_000, skipped: 0 }],
  ])(
    "%s, are imported in one request of few queries",
    async (_, title, expected) => {
      const { to, queries } = countingQueries(worker, env);
      const { status, body } = await importCsv(manyProducts(10_000, title), { to });
      expect(status).toBe(200);
      expect(body).toMatchObject({ records: 10_000, failed: 0, ...expected });
      expect(queries()).toBeLessThanOrEqual(40);
      const { body: found } = await api.get("/api/products?search=9999");
      expect(found.items).toMatchObject([{ title: `${title} Número 9999`, priceCents: 8990 }]);
    },
    60_000,
  );

  it("leave words, facets and the audit trail as single edits would", async () => {
    expect(await examine()).toEqual(sound(10_000));
  }, 30_000);
});

describe("an import", { timeout: 60_000 }, () => {
  beforeEach(emptyCatalog);

  it("makes no doubles of the same file sent several times at once", async () => {
    const rows = Array.from({ length: 200 }, (_, n) =>
      n % 2 ? `disco,Disco ${n},A,10,LP-${n},` : `produto,Escova ${n},,10,,${ean(n)}`,
    );
    const csv = `tipo,titulo,artista,preco,sku,ean\n${rows.join("\n")}`;
    const answers = await Promise.all(Array.from({ length: 4 }, () => importCsv(csv)));
    for (const { status, body } of answers) {
      expect(status).toBe(200);
      expect(body.created + body.skipped).toBe(200);
    }
    expect(answers.reduce((sum, { body }) => sum + body.created, 0)).toBe(200);
    expect(await examine()).toEqual(sound(200));
  });

  it("that is broken off leaves what is done, and is repeated", async () => {
    for await (const line of streamImport(manyProducts(4000))) {
      expect(line).toMatchObject({ progress: { records: 4000, created: 2000 } });
      break;
    }
    const { body } = await importCsv(manyProducts(4000));
    expect(body).toMatchObject({ created: 4000 - body.skipped, failed: 0 });
    expect(await examine()).toEqual(sound(4000));
  });

  it("overwrites nothing that was changed meanwhile, but plans it anew", async () => {
    await importCsv(manyProducts(8000));
    const lines = streamImport(manyProducts(8000, "Álbum"));
    await lines.next();
    const { body: page } = await api.get("/api/products?search=7999");
    const [{ id }] = page.items;
    const changed = await api.send("PATCH", `/api/products/${id}`, JSON.stringify({ label: "WEA" }), {
      "content-type": "application/json",
      "if-match": '"1"',
    });
    expect(changed.status).toBe(200);
    expect((await collect(lines)).at(-1)).toMatchObject({ report: { updated: 8000, failed: 0 } });
    expect((await api.get(`/api/products/${id}`)).body).toMatchObject({
      title: "Álbum Número 7999",
      label: "WEA",
      version: 3,
    });
    expect(await examine()).toEqual(sound(8000));
  });

  it("takes back its own export unchanged", async () => {
    await importCsv(manyProducts(40));
    await create({ ...OTHER, sku: "AC-1", description: '=1+1\n"a"; b' });
    await create({
      kind: "book",
      title: "'!!!",
      author: "@b",
      priceCents: 5,
      isbn: "9788535902778",
      pages: 9,
    });
    const { body: exported } = await api.get("/api/products.csv?sort=title");
    const { body } = await importCsv(exported);
    expect(body).toMatchObject({ records: 42, skipped: 42, ignoredColumns: [] });
    expect((await api.get("/api/products.csv?sort=title")).body).toBe(exported);
    expect(await db.all(sql`select id from products where version > 1`)).toEqual([]);
  });
});

/** An EAN-8 of a shop's own. */
function ean(n: number): string {
  const body = `2${String(n).padStart(6, "0")}`;
  const sum = [...body].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}
