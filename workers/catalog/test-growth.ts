import { type SQL, sql } from "drizzle-orm";
import { db } from "./test-catalog.ts";

const CHUNK = 20_000;

/** Adds products straight to the tables: six records to three books and another product, some of each archived. */
export async function grow(from: number, to: number): Promise<void> {
  for (let start = from; start <= to; start += CHUNK) await growBy(start, Math.min(start + CHUNK - 1, to));
}

async function growBy(from: number, to: number): Promise<void> {
  const made = sql`with recursive n(i) as (select cast(${from} as integer) union all select i + 1 from n where i < ${to}),
    made(i, kind, title, genre, year, person) as (
      select i, case when i % 10 < 6 then 'record' when i % 10 < 9 then 'book' else 'product' end,
        'disco' || (i % 37) || ' faixa' || (i * 11 % 3000),
        case when i % 5003 = 1 then 'raro' else 'genero' || (i % 19) end, 1930 + i % 89,
        'pessoa' || (i % 1999) from n)`;
  const word = (text: SQL, field: string) => sql`product_words (word, product_id, field)
    select ${text}, i, ${sql.raw(`'${field}'`)} from made`;
  const inserts = [
    sql`products (id, kind, title, title_key, sku, price_cents, active, genre, genre_key, year, year_key, artist,
        artist_key, author, author_key, sold_at, archived, archived_at, created_at)
      select i, kind, title, title, 'SKU' || i, i * 37 % 5003 * 10, i % 997 <> 2,
        iif(kind = 'product', null, genre), iif(kind = 'product', null, genre),
        iif(kind = 'product', null, year), iif(kind = 'product', 0, year),
        iif(kind = 'record', person, null), iif(kind = 'record', person, null),
        iif(kind = 'book', person, null), iif(kind = 'book', person, null),
        iif(i % 29 = 3, 1, null), i % 29 = 3, iif(i % 29 = 3, 1, null), 1600000000000 + i / 3 from made`,
    word(sql`'disco' || (i % 37)`, "title"),
    word(sql`'faixa' || (i % 2999)`, "title"),
    sql`${word(sql`person`, "artist")} where kind <> 'product'`,
  ];
  for (const insert of inserts) await db.run(sql`${made} insert into ${insert}`);
}
