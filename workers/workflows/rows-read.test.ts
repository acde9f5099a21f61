import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { findLongReads } from "../shared/test-rows-read.ts";
import { db, quick } from "./test-workflows.ts";

const FEW = 100;
const MANY = 100_000;

const uuid = (at: string, i: number) => `019ab0e2-7c1a-7d53-${at}-${`${i}`.padStart(12, "0")}`;

/** So many that wait, and as many consumed, leased and dead, one after the other, each with a trail and a step of four told of. */
async function grow(from: number, to: number) {
  const made = sql`with recursive n(i) as (select ${from} union all select i + 1 from n where i < ${to}),
    k(n, at) as (values (0, '8000'), (1, '9000'), (2, 'a000'), (3, 'b000')),
    made(id, uuid, k) as (select 4 * i + n, printf('019ab0e2-7c1a-7d53-%s-%012d', at, i), n from n, k)`;
  const inserts = [
    sql`workflows (id, uuid, data, steps, by_kind, by_name, rendered_version, created_at,
        place, lease, lease_until)
      select id, uuid, '{"order":1}', '["a","b","c","d"]', 'setup', 'Fachada', 1, 1600000000000 + id,
        case k when 2 then 'leased' when 3 then 'dead' else 'waiting' end, iif(k = 2, uuid, null),
        iif(k = 2, 4000000000000 - id, null) from made`,
    sql`step_reports select id, 'a', 'done', null, null, 1 from made`,
    sql`audit select null, 'workflow', id, 'created', 'setup', null, 'Fachada', '[]', 1 from made`,
  ];
  for (const insert of inserts) await db.run(sql`${made} insert into ${insert}`);
  await db.run(sql`update workflows set status = 'consumed', place = null, consumed_at = 1700000000000
    where id % 4 = 1 and id between ${4 * from} and ${4 * to + 3} and place = 'waiting'`);
}

const lists = (filters: string, rows: number): [string, number][] =>
  ["", "&sort=createdAt"].map((sort) => [`/api/workflows?${filters}${sort}`, rows]);

/** A page of 25 with a step of each that was told of. */
const PAGE = 110;

const PATHS: [path: string, rows: number][] = [
  [`/api/workflows/${uuid("8000", 50)}`, 3],
  [`/api/workflows/${uuid("9000", 50)}/audit`, 6],
  ["/api/workflows/stats", 40],
  ["/api/workflows/stats?hours=168", 200],
  ...lists("", PAGE),
  ...lists("limit=100", 420),
  ...lists("status=inserted", PAGE),
  ...lists("status=consumed", PAGE),
  ...lists("place=waiting", PAGE),
  ...lists("place=leased", PAGE),
  ...lists("place=dead", PAGE),
  ...lists("place=consumed", PAGE),
  ...lists("status=inserted&place=leased", PAGE),
  ...lists("status=inserted&place=dead", PAGE),
  ...lists("status=consumed&place=waiting", 1),
  ["/workflow", 420],
  [`/workflow/${uuid("8000", 50)}`, 3],
];

it.each([
  [FEW, 1],
  [MANY, FEW + 2], // after the one that was created
])(
  "reads and takes with a bounded number of rows among four times %i",
  async (to, from) => {
    await grow(from, to);
    expect(await findLongReads(quick, PATHS)).toEqual([]);
    expect(await findLongTakes()).toEqual([]);
  },
  120_000,
);

/** Does all that a consumer may, and tells what read more than it needs to. */
async function findLongTakes(): Promise<string[]> {
  const found: string[] = [];
  const post = async (name: string, path: string, json: object = {}, headers = {}) => {
    const answer = await quick.send("POST", path, JSON.stringify(json), {
      "content-type": "application/json",
      ...headers,
    });
    expect([name, answer.status < 300]).toEqual([name, true]);
    const rows = Number(/rows_read=(\d+)/.exec(answer.headers.get("server-timing") ?? "")?.[1]);
    if (!(rows <= 60)) found.push(`${name} read ${rows} rows`);
    return answer.body;
  };
  const key = () => ({ "idempotency-key": crypto.randomUUID() });
  const { uuid } = await post("create", "/api/workflows", { data: 1, steps: ["a"] }, key());
  await post("report", `/api/workflows/${uuid}/steps/a`, { status: "done" });
  await post("consume", "/api/workflows/consume", {}, key());
  const claimed = await post("claim", "/api/workflows/claim", {}, key());
  await post("release", `/api/workflows/${claimed.workflow.uuid}/release`, { lease: claimed.lease });
  const again = await post("claim again", "/api/workflows/claim");
  await post("ack", `/api/workflows/${again.workflow.uuid}/ack`, { lease: again.lease });
  const { body } = await quick.get("/api/workflows?place=dead&limit=1");
  await post("requeue", `/api/workflows/${body.items[0].uuid}/requeue`);
  return found;
}
