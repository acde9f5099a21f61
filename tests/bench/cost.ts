import { parseArgs } from "node:util";
import { type Day, openSimulation, readsOfChart } from "./cost-day.ts";

/** What the log costs for so many requests a day: `npm run cost`, or with `-- --requests 50000`. It takes some minutes. */
const { values } = parseArgs({ options: { requests: { type: "string", multiple: true } } });
const RATES = values.requests?.map(Number) ?? [1e3, 1e4, 1e5, 1e6, 1e7, 1e8];

/** Prices on the paid plan in dollars, and what of it a month includes (developers.cloudflare.com, November 2026). */
const PRICES = {
  kvReads: { each: 0.5 / 1e6, included: 10e6 },
  kvWrites: { each: 5 / 1e6, included: 1e6 },
  kvDeletes: { each: 5 / 1e6, included: 1e6 },
  kvLists: { each: 5 / 1e6, included: 1e6 },
  kvBytes: { each: 0.5 / 1e9, included: 1e9 },
  queueOperations: { each: 0.4 / 1e6, included: 1e6 },
  rowsRead: { each: 0.001 / 1e6, included: 25e9 },
  rowsWritten: { each: 1 / 1e6, included: 50e6 },
  points: { each: 0.25 / 1e6, included: 10e6 },
};

/** What a day of the free plan has. */
const FREE = {
  reads: 100_000,
  writes: 1000,
  lists: 1000,
  deletes: 1000,
  queueOperations: 10_000,
  points: 100_000,
};

/** KV's largest value. */
const LARGEST_VALUE = 25e6;

const DAYS = 30;

function billOf(use: Partial<Record<keyof typeof PRICES, number>>): number {
  return Object.entries(use).reduce((sum, [what, count]) => {
    const { each, included } = PRICES[what as keyof typeof PRICES];
    return sum + Math.max(0, count - included) * each;
  }, 0);
}

function billsOf({ requests, queueOperations, kv, entryBytes, databaseRows }: Day) {
  const ours = billOf({
    kvReads: kv.reads * DAYS,
    kvWrites: kv.writes * DAYS,
    kvDeletes: kv.deletes * DAYS,
    kvLists: kv.lists * DAYS,
    kvBytes: kv.storedBytes * DAYS,
    queueOperations: queueOperations * DAYS,
    rowsRead: databaseRows.read * DAYS,
    rowsWritten: databaseRows.written * DAYS,
  });
  // Which nobody could draw a chart of: each of its keys would have to be read.
  const keyEach = billOf({ kvWrites: requests * DAYS, kvBytes: requests * DAYS * entryBytes });
  return { ours, keyEach, points: billOf({ points: requests * DAYS }) };
}

function fitsFree({ requests, queueOperations, kv }: Day): string {
  const isKv =
    kv.writes <= FREE.writes &&
    kv.deletes <= FREE.deletes &&
    kv.lists <= FREE.lists &&
    kv.reads <= FREE.reads &&
    queueOperations <= FREE.queueOperations;
  return [isKv && "KV", requests <= FREE.points && "Analytics Engine"].filter(Boolean).join(", ") || "–";
}

function count(value: number): string {
  if (value >= 1e9) return `${(value / 1e9).toFixed(1)} G`;
  if (value >= 1e6) return `${(value / 1e6).toFixed(1)} M`;
  if (value >= 1e4) return `${Math.round(value / 1e3)} k`;
  return value >= 10 || Number.isInteger(value) ? String(Math.round(value)) : value.toFixed(2);
}

function bytes(value: number): string {
  return value < 1e4 ? `${Math.round(value)} B` : `${count(value)}B`;
}

function dollars(value: number): string {
  return value === 0 ? "0" : `$${value < 10 ? value.toFixed(2) : Math.round(value)}`;
}

function table(head: string[], rows: string[][]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

const days: Day[] = [];
{
  await using simulation = await openSimulation();
  for (const requests of RATES) {
    days.push(await simulation.simulate(requests));
    console.error(`simulated a day of ${requests} requests`);
  }
}

console.log(
  table(
    [
      "a day's requests",
      "queue operations",
      "KV writes",
      "deletes",
      "lists",
      "reads",
      "written",
      "kept",
      "D1 rows read",
      "written",
      "a minute's entries",
    ],
    days.map((day) => [
      count(day.requests),
      count(day.queueOperations),
      count(day.kv.writes),
      count(day.kv.deletes),
      count(day.kv.lists),
      count(day.kv.reads),
      bytes(day.kv.bytesWritten),
      bytes(day.kv.storedBytes),
      count(day.databaseRows.read),
      count(day.databaseRows.written),
      bytes(day.largestValueBytes),
    ]),
  ),
);
console.log();
console.log(
  table(
    [
      "a day's requests",
      "queue operations",
      "KV writes",
      "deletes",
      "lists",
      "reads",
      "D1 rows",
      "one key each: KV writes",
    ],
    days.map(({ requests, queueOperations, kv, databaseRows }) => {
      const perMillion = (value: number) => count((value * 1e6) / requests);
      return [
        count(requests),
        perMillion(queueOperations),
        perMillion(kv.writes),
        perMillion(kv.deletes),
        perMillion(kv.lists),
        perMillion(kv.reads),
        perMillion(databaseRows.read + databaseRows.written),
        "1.0 M",
      ];
    }),
  ),
);
console.log();
console.log(
  table(
    ["a day's requests", "a month on KV", "one key each", "Analytics Engine", "free plan"],
    days.map((day) => {
      const { ours, keyEach, points } = billsOf(day);
      const isPossible = day.largestValueBytes <= LARGEST_VALUE;
      return [
        count(day.requests),
        isPossible ? dollars(ours) : "too many",
        dollars(keyEach),
        dollars(points),
        fitsFree(day),
      ];
    }),
  ),
);
console.log();
const reads = await Promise.all(
  [7, 30, 90].map(async (length) => [`${length} days`, String(await readsOfChart(length))]),
);
console.log(table(["a chart over", "reads keys"], reads));
