import { openWorker } from "../../workers/local/open-worker.ts";

const CHUNK = 20_000;

/**
 * Fills a state's tables: clients and products, each with the words it is found by, stock of each product, and purchases. All
 * were sold before, as nearly all that a shop sells.
 */
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
          artist_key, created_at, sold_at)
        select i, 'record', title, title, i * 37 % 5003 * 10, genre, genre, year, year, person, person,
          1600000000000 + i / 3, 1700000000000 + i from made`,
      word("'disco' || (i % 37)", "title"),
      word("'faixa' || (i * 11 % 3000)", "title"),
      word("person", "artist"),
    ];
  });
  await fill("sales", state, rows, (numbers) => [
    `${numbers} insert into movements (product_id, delta, reason, available, by_kind, by_name)
      select i, 1000000, 'opening', 1000000, 'setup', 'Bench' from n`,
    `${numbers} insert into purchases (client_id, channel, fulfilled, fulfilled_at, total_cents, day, by_kind, by_name, created_at)
      select 1 + i * 7919 % ${rows}, 'till', 1, 1700000000000 + i, 1000, '2023-11-14', 'setup', 'Bench', 1700000000000 + i from n`,
    `${numbers} insert into purchase_items (purchase_id, product_id, line, title, kind, price_cents, quantity)
      select i, 1 + i * 31 % ${rows}, 0, 'disco', 'record', 1000, 1 from n`,
    `${numbers} insert into holdings (client_id, product_id, title, quantity)
      select 1 + i * 7919 % ${rows}, 1 + i * 31 % ${rows}, 'disco', 1 from n where true on conflict do nothing`,
  ]);
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
