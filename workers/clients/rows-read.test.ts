import { SELF } from "cloudflare:test";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { createTestClient } from "../shared/test-client.ts";
import { findLongReads } from "../shared/test-rows-read.ts";
import { openTestDatabase } from "../shared/test-database.ts";

const api = createTestClient(SELF);
const db = openTestDatabase();

/** Rows that `insert … select` adds: names of 40 first and 50 last names, so that searches find many. */
async function grow(from: number, to: number) {
  const rows = sql`with recursive n(i) as (select ${from} union all select i + 1 from n where i < ${to}),
    named(i, first, last) as (select i, 'maria' || char(97 + i % 26) || (i % 40), 'silva' || (i / 40 % 50) from n)`;
  const inserts = [
    sql`clients (id, name, name_key, created_at)
      select i, first || ' ' || last, first || ' ' || last, 1600000000000 + i / 3 from named`,
    sql`client_words select first, first || ' ' || last, i from named`,
    sql`client_words select last, first || ' ' || last, i from named`,
    sql`audit (subject, subject_id, action, by_kind, by_id, by_name, changes)
      select 'client', 1 + i % 10, 'edited', 'person', 1, 'Dona Ivone Lara', '[]' from named`,
  ];
  for (const insert of inserts) await db.run(sql`${rows} insert into ${insert}`);
}

const HUNDRED = Array.from({ length: 100 }, (_, index) => index * 10 + 1).join();

const PATHS: [path: string, rows: number][] = [
  ["/api/clients/500", 1],
  ["/api/clients", 28],
  ["/api/clients?limit=100", 103],
  ["/api/clients?sort=name", 28],
  ["/api/clients?sort=-name", 28],
  ["/api/clients?sort=createdAt", 28],
  ["/api/clients?search=m", 150],
  ["/api/clients?search=maria", 150],
  ["/api/clients?search=silva7", 150],
  ["/api/clients?search=mariaa0+silva4", 4000],
  [`/api/clients?ids=${HUNDRED}`, 200], // the list itself counts, too
  ["/api/clients/5/audit", 28],
  ["/api/clients/5/audit?limit=100", 103],
  ["/api/clients/500/audit", 1],
  ["/client", 103],
  ["/client?id=500", 1],
];

it.each([
  [1_000, 1],
  [100_000, 1_001],
])(
  "reads a bounded number of rows among %i clients",
  async (to, from) => {
    await grow(from, to);
    expect(await findLongReads(api, PATHS)).toEqual([]);
  },
  60_000,
);

it("refuses to sort more matches than it may read", async () => {
  expect(await api.get("/api/clients?search=maria&sort=createdAt")).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: "/sort", code: "too_wide" }] },
  });
});
