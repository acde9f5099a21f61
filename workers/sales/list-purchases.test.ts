import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { api, db, sell, shop, stocked } from "./test-sales.ts";

const HOUR_MS = 3_600_000;
const ids = (items: { id: number }[]) => items.map(({ id }) => id);

/** All of a list, in pages of 2. */
async function walk(query: string): Promise<number[]> {
  const found: number[] = [];
  for (let cursor = ""; ;) {
    const { status, body } = await api.get(`/api/purchases?limit=2&${query}${cursor}`);
    if (status !== 200) throw new Error(JSON.stringify(body));
    found.push(...ids(body.items));
    if (body.nextCursor === null) return found;
    cursor = `&cursor=${body.nextCursor}`;
  }
}

/** The purchases, oldest first, by what is said of them below. */
const made: Record<string, number> = {};
let disc: number;
let book: number;

beforeAll(async () => {
  shop.clients.set(71, "active").set(72, "active");
  disc = await stocked(20, { priceCents: 1000 });
  book = await stocked(1, { kind: "book", title: "Torto Arado", priceCents: 6000 });
  const make = async (name: string, client: number, ...items: [number, number][]) => {
    made[name] = (await sell(client, ...items)).id;
  };
  await make("first", 71, [disc, 1]);
  await make("both", 72, [disc, 2], [book, 1]);
  await make("waits", 71, [book, 1]);
  await make("cancelled", 71, [disc, 3]);
  await make("last", 72, [disc, 4]);
  await api.post(`/api/purchases/${made["cancelled"]}/cancel`, { reason: "x" });
  // As if they were made at different times: the shop is three hours behind UTC.
  const at = (name: string, time: string) =>
    db.run(sql`update purchases set created_at = ${Date.parse(time)} where id = ${made[name]}`);
  await at("first", "2026-03-01T02:59:59.999Z"); // 28 February there
  await at("both", "2026-03-01T03:00:00.000Z");
  await at("waits", "2026-03-02T02:59:59.999Z");
  await at("cancelled", "2026-03-02T03:00:00.000Z");
  await at("last", "2026-03-09T12:00:00.000Z");
});

describe("GET /api/purchases", () => {
  it.each([
    ["", ["last", "cancelled", "waits", "both", "first"]],
    ["sort=createdAt", ["first", "both", "waits", "cancelled", "last"]],
    ["clientId=71", ["cancelled", "waits", "first"]],
    ["clientId=71&sort=createdAt", ["first", "waits", "cancelled"]],
    ["productId=BOOK", ["waits", "both"]],
    ["productId=BOOK&clientId=72", ["both"]],
    ["productId=BOOK&fulfilled=true", ["both"]],
    ["fulfilled=false", ["waits"]],
    ["fulfilled=true&cancelled=false", ["last", "both", "first"]],
    ["cancelled=true", ["cancelled"]],
    ["cancelled=true&clientId=72", []],
    ["minTotalCents=3000&maxTotalCents=6000", ["last", "cancelled", "waits"]],
    ["maxTotalCents=1000", ["first"]],
    ["minTotalCents=4000&sort=createdAt", ["both", "waits", "last"]],
    ["minTotalCents=4000&clientId=71", ["waits"]],
    ["from=2026-03-01&to=2026-03-01", ["waits", "both"]],
    ["from=2026-03-02", ["last", "cancelled"]],
    ["to=2026-02-28", ["first"]],
    ["from=2026-03-01T00:00:00-03:00&to=2026-03-01T23:59:59.999-03:00", ["both"]],
    ["from=2026-03-01T03:00:00Z&to=2026-03-09T12:00:00Z&productId=BOOK", ["waits", "both"]],
    ["from=2026-03-10", []],
    ["from=2026-03-02&to=2026-03-01", []],
  ])("?%s", async (query, names) => {
    expect(await walk(query.replace("BOOK", String(book)))).toEqual(names.map((name) => made[name]));
  });

  it.each([
    "from=yesterday",
    "from=2026-03-01T00:00:00", // where?
    "to=2026-02-30",
    "fulfilled=maybe",
    "clientId=0",
    "minTotalCents=-1",
    "sort=total",
    "cursor=none",
    "none=1",
  ])("?%s is refused", async (query) => {
    expect(await api.get(`/api/purchases?${query.replace("+", "%2B")}`)).toMatchObject({
      status: 400,
      body: { code: "invalid-parameter" },
    });
  });

  it("isn't disturbed by purchases that come between pages", async () => {
    const first = await api.get("/api/purchases?limit=2&clientId=71");
    await sell(71, [disc, 1]);
    const second = await api.get(`/api/purchases?limit=2&clientId=71&cursor=${first.body.nextCursor}`);
    expect(ids([...first.body.items, ...second.body.items])).toEqual([
      made["cancelled"],
      made["waits"],
      made["first"],
    ]);
    const foreign = await api.get(`/api/purchases?sort=createdAt&cursor=${first.body.nextCursor}`);
    expect(foreign.status).toBe(400);
  });

  it("is as old as its order, whatever the clock says", async () => {
    const future = Date.now() + HOUR_MS;
    const day = "2099-01-01";
    const early = (await sell(1, [disc, 1])).id;
    await db.run(sql`update purchases set created_at = ${future}, day = ${day} where id = ${early}`);
    const late = await sell(1, [disc, 1]);
    expect([late.createdAt, late.day]).toEqual([new Date(future).toISOString(), day]);
    await db.run(
      sql`update purchases set created_at = ${Date.now()}, day = '2026-04-01' where id in (${early}, ${late.id})`,
    );
  });
});

it("GET /api/purchases.csv has a line for each item", async () => {
  const { status, headers, body } = await api.get("/api/purchases.csv?from=2026-03-01&to=2026-03-01");
  expect(status).toBe(200);
  expect(headers.get("content-disposition")).toBe('attachment; filename="purchases.csv"');
  expect(body.split("\r\n")).toEqual([
    "id,createdAt,day,clientId,channel,fulfilled,cancelledAt,soldBy,productId,title,sku,kind,quantity,returned,shortfall,priceCents,currency",
    `${made["waits"]},2026-03-02T02:59:59.999Z,${today()},71,api,false,,Dona Ivone Lara,${book},Torto Arado,LP-${book},book,1,0,1,6000,BRL`,
    `${made["both"]},2026-03-01T03:00:00.000Z,${today()},72,api,true,,Dona Ivone Lara,${disc},Disco ${disc},LP-${disc},record,2,0,0,1000,BRL`,
    `${made["both"]},2026-03-01T03:00:00.000Z,${today()},72,api,true,,Dona Ivone Lara,${book},Torto Arado,LP-${book},book,1,0,0,6000,BRL`,
    "",
  ]);
});

/** The day it is in São Paulo. */
function today(): string {
  return new Date(Date.now() - 3 * HOUR_MS).toISOString().slice(0, 10);
}
