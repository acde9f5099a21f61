import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { api, move, sell, send, stocked } from "./test-sales.ts";

const DAY = {
  purchases: 0,
  revenueCents: 0,
  averageTicketCents: null,
  units: 0,
  unfulfilled: 0,
  cancelled: 0,
};

/** From now on it is then. Ids are told apart by time, so the tests go forward. */
const at = (time: string) => vi.setSystemTime(new Date(time));

const read = async (parameters: string) => (await api.get(`/api/sales/summary?${parameters}`)).body;

const post = async (path: string, json: object) => expect((await send("POST", path, json)).status).toBe(200);

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

describe("GET /api/sales/summary", () => {
  it("sums up what was sold, net of what was cancelled and came back, on the day of each purchase", async () => {
    at("2026-03-02T12:00:00Z");
    const lp = await stocked(20, { title: "Clube da Esquina", priceCents: 10_000 });
    const book = await stocked(20, { title: "Torto Arado", kind: "book", priceCents: 5_005 });
    const first = await sell(1, [lp, 2], [book, 1]);
    at("2026-03-04T12:00:00Z");
    await sell(2, [book, 3]);
    const cancelled = await sell(2, [lp, 1]);
    const waiting = await sell(1, [lp, 50]);
    at("2026-03-09T12:00:00Z");
    await post(`/api/purchases/${first.id}/returns`, { items: [{ productId: lp, quantity: 1 }] });
    await post(`/api/purchases/${cancelled.id}/cancel`, { reason: "wrong edition" });
    const total = {
      purchases: 2,
      revenueCents: 30_020,
      averageTicketCents: 15_010,
      units: 5,
      unfulfilled: 1,
      cancelled: 1,
    };
    const days = {
      "2026-03-02": { purchases: 1, revenueCents: 15_005, averageTicketCents: 15_005, units: 2 },
      "2026-03-04": {
        purchases: 1,
        revenueCents: 15_015,
        averageTicketCents: 15_015,
        units: 3,
        unfulfilled: 1,
        cancelled: 1,
      },
    };
    expect(await read("from=2026-03-02&to=2026-03-05")).toEqual({
      from: "2026-03-02",
      to: "2026-03-05",
      timeZone: "America/Sao_Paulo",
      currency: "BRL",
      total,
      days: [
        { ...DAY, day: "2026-03-02", ...days["2026-03-02"] },
        { ...DAY, day: "2026-03-03" },
        { ...DAY, day: "2026-03-04", ...days["2026-03-04"] },
        { ...DAY, day: "2026-03-05" },
      ],
      kinds: [
        {
          kind: "record",
          purchases: 1,
          revenueCents: 10_000,
          averageTicketCents: 10_000,
          units: 1,
          unfulfilled: 1,
          cancelled: 1,
        },
        { ...DAY, kind: "book", purchases: 2, revenueCents: 20_020, averageTicketCents: 10_010, units: 4 },
        { ...DAY, kind: "product" },
      ],
      bestSellers: [
        { productId: book, title: "Torto Arado", kind: "book", units: 4, revenueCents: 20_020 },
        { productId: lp, title: "Clube da Esquina", kind: "record", units: 1, revenueCents: 10_000 },
      ],
      bestSellersExact: true,
      comparison: { from: "2026-02-26", to: "2026-03-01", ...DAY },
    });

    await move(lp, 40);
    await post(`/api/purchases/${waiting.id}/fulfil`, {});
    const { comparison, total: later } = await read("from=2026-03-05&to=2026-03-08&kind=record");
    expect(comparison).toMatchObject({ revenueCents: 510_000, units: 51, unfulfilled: 0, cancelled: 1 });
    expect(later).toEqual(DAY);
    const records = await read("from=2026-03-02&to=2026-03-05&kind=record");
    expect(records.total).toMatchObject({ purchases: 2, revenueCents: 510_000, averageTicketCents: 255_000 });
    expect(records.bestSellers.map(({ units }: { units: number }) => units)).toEqual([51]);
    expect(records.kinds.map(({ units }: { units: number }) => units)).toEqual([51, 4, 0]);
  });

  it("rounds half up: 1 cent by 2 purchases is 1", async () => {
    at("2026-03-20T12:00:00Z");
    const [free, cheap] = [await stocked(1, { priceCents: 0 }), await stocked(1, { priceCents: 1 })];
    await sell(1, [free, 1]);
    await sell(1, [cheap, 1]);
    expect((await read("from=2026-03-20&to=2026-03-20")).total).toMatchObject({
      purchases: 2,
      averageTicketCents: 1,
    });
  });

  it("begins a day at the shop's midnight", async () => {
    const lp = await stocked(9);
    at("2026-04-02T02:59:59.999Z");
    await sell(1, [lp, 1]);
    at("2026-04-02T03:00:00Z");
    await sell(1, [lp, 2]);
    const { days } = await read("from=2026-04-01&to=2026-04-02");
    expect(days.map(({ units }: { units: number }) => units)).toEqual([1, 2]);
  });

  it("takes the last 30 days unless it is said which, by the shop's day", async () => {
    at("2026-05-01T02:00:00Z");
    const { from, to, days, comparison } = await read("");
    expect([from, to, days.length]).toEqual(["2026-04-01", "2026-04-30", 30]);
    expect(comparison).toMatchObject({ from: "2026-03-02", to: "2026-03-31" });
    expect(await read("to=2026-04-10")).toMatchObject({ from: "2026-03-12", to: "2026-04-10" });
    expect(await read("days=7&to=2026-04-10")).toMatchObject({ from: "2026-04-04", to: "2026-04-10" });
    expect((await read("from=2026-04-25")).days).toHaveLength(6);
  });

  it.each([
    ["from=2026-05-02&to=2026-05-01", "/to", "order"],
    ["from=2025-04-30&to=2026-05-01", "/from", "too_long"],
    ["from=2026-05-32", "/from", "invalid_format"],
    ["from=1969-12-31&to=1970-01-05", "/from", "out_of_range"],
    ["from=2026-05-01T00:00:00Z", "/from", "invalid_format"],
    ["from=2026-05-01&days=7", "/days", "ambiguous"],
    ["days=367", "/days", "too_big"],
    ["kind=toy", "/kind", "invalid"],
    ["limit=3", "/limit", "unknown"],
  ])("refuses %s", async (parameters, pointer, code) => {
    const { status, body } = await api.get(`/api/sales/summary?${parameters}`);
    expect([status, body.code, body.errors]).toMatchObject([400, "invalid-parameter", [{ pointer, code }]]);
  });

  it("takes a leap year", async () => {
    expect((await read("from=2028-01-01&to=2028-12-31")).days).toHaveLength(366);
  });
});

describe("GET /api/sales/summary.csv", () => {
  it("has a line for each day, as Accept: text/csv does", async () => {
    at("2026-05-10T12:00:00Z");
    await sell(1, [await stocked(3, { priceCents: 1_500 }), 3]);
    const csv =
      "day,purchases,revenueCents,averageTicketCents,units,unfulfilled,cancelled\r\n2026-05-09,0,0,,0,0,0\r\n2026-05-10,1,4500,4500,3,0,0\r\n";
    const path = "?from=2026-05-09&to=2026-05-10";
    const { headers, body } = await api.get(`/api/sales/summary.csv${path}`);
    expect(body).toBe(csv);
    expect(headers.get("content-disposition")).toBe('attachment; filename="sales.csv"');
    const accepted = await api.send("GET", `/api/sales/summary${path}&kind=record`, undefined, {
      accept: "text/csv",
    });
    expect(accepted.body).toBe(csv);
  });
});
