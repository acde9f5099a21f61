import { openWorker } from "../../workers/local/open-worker.ts";

const CHUNK = 20_000;

/** Fills a state's tables of clients and products, each with the words it is found by. */
export async function fillRows(state: string, rows: number): Promise<void> {
  await fill("clients", state, rows, (numbers) => {
    const named = `${numbers}, named(i, first, last) as (
      select i, 'maria' || char(97 + i % 26) || (i % 40), 'silva' || (i / 40 % 50) from n)`;
    return [
      `${named} insert into clients (id, name, name_key, created_at)
        select i, first || ' ' || last, first || ' ' || last, 1600000000000 + i / 3 from named`,
      `${named} insert into client_words select first, first || ' ' || last, i from named`,
      `${named} insert into client_words select last, first || ' ' || last, i from named`,
    ];
  });
  await fill("catalog", state, rows, (numbers) => {
    const made = `${numbers}, made(i, title, genre, year, person) as (
      select i, 'disco' || (i % 37) || ' faixa' || (i * 11 % 3000), 'genero' || (i % 19), 1930 + i % 89,
        'pessoa' || (i % 1999) from n)`;
    const word = (text: string, field: string) => `${made} insert into product_words (word, product_id, field)
      select ${text}, i, '${field}' from made`;
    return [
      `${made} insert into products (id, kind, title, title_key, price_cents, genre, genre_key, year, year_key, artist,
          artist_key, created_at)
        select i, 'record', title, title, i * 37 % 5003 * 10, genre, genre, year, year, person, person,
          1600000000000 + i / 3 from made`,
      word("'disco' || (i % 37)", "title"),
      word("'faixa' || (i * 11 % 3000)", "title"),
      word("person", "artist"),
    ];
  });
}

/** Runs inserts that begin with a `with` of the row numbers `n(i)`, some thousands of them at a time. */
async function fill(
  worker: string,
  state: string,
  rows: number,
  insertsOf: (numbers: string) => string[],
): Promise<void> {
  const { env, dispose } = await openWorker<{ DB: D1Database }>(worker, state);
  for (let from = 1; from <= rows; from += CHUNK) {
    const to = Math.min(from + CHUNK - 1, rows);
    const numbers = `with recursive n(i) as (select ${from} union all select i + 1 from n where i < ${to})`;
    await env.DB.batch(insertsOf(numbers).map((insert) => env.DB.prepare(insert)));
  }
  await dispose();
}
