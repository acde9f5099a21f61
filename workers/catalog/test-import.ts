import { sql } from "drizzle-orm";
import { importsTo } from "../shared/test-import.ts";
import type { GivenProduct } from "./import-records.ts";
import { fieldWords } from "./product-keys.ts";
import { db } from "./test-catalog.ts";

export const { importCsv, streamImport } = importsTo<GivenProduct>("products");

/** A file with 10,000 of them fits the limits. */
export function manyProducts(count: number, title = "Disco", price = "89,90"): string {
  const rows = Array.from(
    { length: count },
    (_, n) =>
      `disco;${title} Número ${n};Artista ${n % 997};Gênero ${n % 23};${1950 + (n % 70)};${price};LP-${n}`,
  );
  return ["tipo;título;artista;gênero;ano;preço;código", ...rows].join("\r\n");
}

export async function emptyCatalog(): Promise<void> {
  await db.batch([db.run(sql`delete from product_words`), db.run(sql`delete from products`)]);
}

/** How many products there are, and those whose words, facets or entries aren't as they ought to be. */
export async function examine() {
  const rows = await db.all<Record<string, unknown> & { words: string | null }>(
    sql`select p.*, (select json_group_array(json_array(word, field)) from product_words where product_id = p.id) as words
      from products p`,
  );
  const sorted = (words: string[][]) =>
    words
      .map((word) => word.join(" "))
      .toSorted()
      .join();
  const unfit = rows.filter(
    (row) => sorted(JSON.parse(row.words ?? "[]")) !== sorted(fieldWords({ ...row })),
  );
  const miscounted = await db.all(
    sql`select archived, of_kind, facet, "key", count(*) as count from product_facets where "key" is not null
      group by 1, 2, 3, 4 except select archived, kind, facet, "key", count from facets`,
  );
  const falselyTold = await db.all(
    sql`select p.id, p.version, group_concat(a.action) as told from products p
      left join audit a on a.subject = 'product' and a.subject_id = p.id group by p.id
      having count(a.id) <> p.version or sum(a.action = 'created') <> 1`,
  );
  return { products: rows.length, unfit, miscounted, falselyTold };
}
