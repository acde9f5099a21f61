import { env, SELF } from "cloudflare:test";
import { expect, it } from "vitest";
import { createTestClient } from "../shared/test-client.ts";

const api = createTestClient(SELF);

/** Rows that `insert … select` adds: names of 40 first and 50 last names, so that searches find many. */
async function grow(from: number, to: number) {
  const rows = `with recursive n(i) as (select ? union all select i + 1 from n where i < ?),
    named(i, first, last) as (select i, 'maria' || char(97 + i % 26) || (i % 40), 'silva' || (i / 40 % 50) from n)`;
  await env.DB.batch([
    env.DB.prepare(`${rows} insert into clients (id, name, name_key, created_at)
      select i, first || ' ' || last, first || ' ' || last, 1600000000000 + i / 3 from named`).bind(from, to),
    ...["first", "last"].map((word) =>
      env.DB.prepare(
        `${rows} insert into client_words select ${word}, first || ' ' || last, i from named`,
      ).bind(from, to),
    ),
  ]);
}

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
  ["/client", 103],
  ["/client?id=500", 1],
];

async function rowsRead(path: string): Promise<{ rows: number; next: string | null }> {
  const { status, headers, body } = await api.get(path);
  expect(status).toBe(200);
  return {
    rows: Number(/rows_read=(\d+)/.exec(headers.get("server-timing")!)?.[1]),
    next: body.nextCursor ?? null,
  };
}

it.each([
  [1_000, 1],
  [100_000, 1_001],
])(
  "reads a bounded number of rows among %i clients",
  async (to, from) => {
    await grow(from, to);
    for (const [path, most] of PATHS) {
      const first = await rowsRead(path);
      expect(first.rows, path).toBeGreaterThan(0);
      expect(first.rows, path).toBeLessThanOrEqual(most);
      for (let { next } = first, page = 2; next !== null && page <= 4; page += 1) {
        const further = await rowsRead(`${path}${path.includes("?") ? "&" : "?"}cursor=${next}`);
        expect(further.rows, `page ${page} of ${path}`).toBeLessThanOrEqual(most);
        next = further.next;
      }
    }
  },
  60_000,
);

it("refuses to sort more matches than it may read", async () => {
  expect(await api.get("/api/clients?search=maria&sort=createdAt")).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: "/sort", code: "too_wide" }] },
  });
});
