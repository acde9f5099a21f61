import { env } from "cloudflare:test";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { LogEntry } from "../shared/log-entry.ts";
import { MINUTE_MS } from "./periods.ts";
import { newestFirst } from "./segments.ts";
import {
  apiOn,
  deliver,
  dyingAfter,
  entry,
  forgetAll,
  hiding,
  readAllPages,
  runCron,
  runCrons,
  unreadable,
} from "./test-log.ts";

const START = Date.parse("2031-03-05T22:57:00Z");
/** One that is read by the minute, and one by the hour. */
const PERIODS = [
  { query: "from=2031-03-05T22:00:00Z&to=2031-03-06T02:00:00Z", seconds: 120 },
  { query: "from=2031-03-01T00:00:00Z&to=2031-03-10T00:00:00Z", seconds: 7200 },
];
const api = apiOn(env.LOG);
type Bucket = { start: string; count: number };
type Group = { key: string; count: number };

/** Some minutes of two days, so that merging, hours and days are all reached, and equal milliseconds occur. */
const pool = fc
  .array(
    fc.record({
      time: fc
        .tuple(fc.constantFrom(0, 1, 2, 3, 30, 62, 63, 70), fc.constantFrom(0, 1, 59_999))
        .map(([minute, ms]) => new Date(START + minute * MINUTE_MS + ms).toISOString()),
      service: fc.constantFrom("clients", "logs"),
      method: fc.constantFrom("GET", "POST"),
      route: fc.constantFrom("/api/clients", "/api/clients/:id", null),
      status: fc.constantFrom(200, 201, 404, 500, 503),
      durationMs: fc.oneof(fc.double({ min: 0.001, max: 5_000, noNaN: true }), fc.constant(0)),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((records) => records.map(entry));

const messages = fc.array(fc.array(fc.nat(29), { minLength: 1, maxLength: 12 }), {
  minLength: 1,
  maxLength: 4,
});
const after = fc.nat(12);
const runs = fc.integer({ min: 1, max: 8 });
const minutes = fc.constantFrom(1, 3, 45, 70);
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("deliver" as const), messages }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("deliver, interrupted" as const), messages, after }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("compact" as const), runs }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("compact, interrupted" as const), after }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("compact twice at once" as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("wait" as const), minutes }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("catch up" as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const ignore = () => undefined;

it("counts and lists each entry once, whatever is redelivered, late, repeated or interrupted", async () => {
  await fc.assert(
    fc.asyncProperty(pool, fc.array(step, { minLength: 2, maxLength: 10 }), async (entries, steps) => {
      await forgetAll();
      const delivered = new Set<LogEntry>();
      let clock = START;
      for (const taken of [...steps, { kind: "catch up" } as const]) {
        clock = await take(taken, clock, entries, delivered);
        const { listed, figures, worstError } = await observe([...delivered]);
        expect(listed).toEqual([...delivered].toSorted(newestFirst));
        expect(figures).toEqual(PERIODS.map((period) => count([...delivered], period)));
        expect(worstError).toBeLessThanOrEqual(0.01);
      }
      const { keys } = await env.LOG.list({ prefix: "index/" });
      const days = [...new Set([...delivered].map(({ time }) => time.slice(0, 10)))].toSorted();
      const kinds = keys.map(({ name }) => name.slice(0, name.lastIndexOf("/")));
      expect(kinds.filter((kind) => !kind.startsWith("index/whole/"))).toEqual(
        days.map((day) => `index/day/${day}`),
      );
    }),
    { numRuns: 25 },
  );
}, 30_000);

async function take(
  step: Step,
  clock: number,
  entries: LogEntry[],
  delivered: Set<LogEntry>,
): Promise<number> {
  if (step.kind === "deliver" || step.kind === "deliver, interrupted") {
    const bodies = step.messages.map((message) => message.flatMap((i) => entries[i % entries.length] ?? []));
    // What fails half way is delivered again, and grouped in another way.
    if (step.kind === "deliver, interrupted") await deliver(bodies, dyingAfter(step.after)).catch(ignore);
    await deliver(step.kind === "deliver" ? bodies : bodies.flat().map((one) => [one]));
    for (const one of bodies.flat()) delivered.add(one);
  }
  if (step.kind === "wait") return clock + step.minutes * MINUTE_MS;
  if (step.kind === "compact, interrupted") await runCron(clock, dyingAfter(step.after)).catch(ignore);
  if (step.kind === "compact twice at once") await Promise.allSettled([runCron(clock), runCron(clock)]);
  if (step.kind === "compact") return runCrons(clock, step.runs);
  // Time for every hour to close, and runs for every step: nothing stays open.
  if (step.kind === "catch up") return runCrons(clock + 300 * MINUTE_MS, 9);
  return clock + MINUTE_MS;
}

it("takes what comes late into a minute, an hour and a day that are written already", async () => {
  await forgetAll();
  const [first, second, third] = ["00.000", "30.000", "59.999"].map((seconds) =>
    entry({ time: `2031-03-05T10:00:${seconds}Z` }),
  );
  const stats = "/api/logs/stats?from=2031-03-05T00:00:00Z&to=2031-03-06T00:00:00Z";
  await deliver([[second]]);
  const later = await runCrons("2031-03-05T11:10:00Z");
  await deliver([[third, second]]);
  const muchLater = await runCrons(later);
  await deliver([[first], [third]]);
  await runCrons(muchLater);
  expect(await readAllPages()).toEqual([third, second, first]);
  expect((await api.get(stats)).body.total.count).toBe(3);
  const { keys } = await env.LOG.list();
  const kinds = keys.map(({ name }) => name.slice(0, name.lastIndexOf("/")));
  expect(kinds).toEqual(["entries/2031-03-05T10:00", "hour/2031-03-05T10", "index/day/2031-03-05"]);
});

it("keeps what is listed but can't be read yet", async () => {
  await forgetAll();
  const [early, late] = [entry(), entry()];
  await deliver([[early]]);
  const settled = await runCrons("2031-03-05T10:05:00Z", 2);
  await deliver([[late]]);
  await runCrons(
    settled,
    3,
    unreadable((key) => key.startsWith("index/raw/")),
  );
  await runCrons("2031-03-05T11:10:00Z");
  expect(await readAllPages()).toEqual([late, early]);
});

it("adds to a minute what a run wrote that could not see the minute's day", async () => {
  await forgetAll();
  const [early, late] = [entry(), entry()];
  await deliver([[early]]);
  const folded = await runCrons("2031-03-05T11:10:00Z");
  await deliver([[late]]);
  const sighted = await runCrons(
    folded,
    3,
    hiding((key) => key.startsWith("index/day/")),
  );
  expect((await env.LOG.list({ prefix: "index/raw/" })).keys).toEqual([]);
  await runCrons(sighted);
  expect(await readAllPages()).toEqual([late, early]);
  expect((await api.get(`/api/logs/stats?${PERIODS[1]!.query}`)).body.total.count).toBe(2);
});

it("brings together what two runs wrote that could not see each other's minutes and days", async () => {
  await forgetAll();
  const [even, odd] = [
    entry({ time: "2031-03-05T10:00:00.000Z" }),
    entry({ time: "2031-03-05T10:01:00.000Z" }),
  ];
  await deliver([[even], [odd]]);
  const merged = await runCrons("2031-03-05T10:05:00Z", 3);
  await runCrons(merged + 60 * MINUTE_MS, 1, seeing({ minute: "2031-03-05T10:01" }));
  const first = (await listDays())[0]!;
  await runCrons(merged + 60 * MINUTE_MS, 1, seeing({ minute: "2031-03-05T10:00", not: first }));
  const second = (await listDays()).find((day) => day !== first)!;
  await runCrons(merged + 62 * MINUTE_MS, 1, seeing({ minute: "2031-03-05T10:01", not: second }));
  await runCrons(merged + 62 * MINUTE_MS, 1, seeing({ minute: "2031-03-05T10:00", not: first }));
  expect((await env.LOG.list({ prefix: "index/minute/" })).keys).toEqual([]);

  await runCrons(merged + 65 * MINUTE_MS);
  expect(await readAllPages()).toEqual([odd, even]);
  expect((await api.get(`/api/logs/stats?${PERIODS[1]!.query}`)).body.total.count).toBe(2);
  expect(await listDays()).toHaveLength(1);
});

async function listDays(): Promise<string[]> {
  const { keys } = await env.LOG.list({ prefix: "index/day/" });
  return keys.map(({ name }) => name);
}

/** A KV that lists the rollup of one minute only, and every day but one. */
function seeing({ minute, not }: { minute: string; not?: string }): KVNamespace {
  const rollup = `index/minute/${minute}/`;
  return hiding((key) => key === not || (key.startsWith("index/minute/") && !key.startsWith(rollup)));
}

/** What the API answers, and how far its percentiles are from those of the entries themselves. */
async function observe(entries: LogEntry[]) {
  const listed = await readAllPages("limit=20");
  const answers = await Promise.all(
    PERIODS.map(({ query }) => api.get(`/api/logs/stats?${query}&groupBy=status`)),
  );
  const figures = answers.map(({ body }) => ({
    count: body.total.count,
    errors: body.total.errors,
    buckets: Object.fromEntries(body.buckets.map((one: Bucket) => [one.start, one.count]).filter(isNotEmpty)),
    groups: Object.fromEntries(body.groups.map((one: Group) => [one.key, one.count])),
  }));
  const durations = entries.map(({ durationMs }) => durationMs).toSorted((a, b) => a - b);
  const errors = answers.flatMap(({ body: { total } }) =>
    [total.p50, total.p90, total.p95, total.p99].map((answered, i) => {
      const exact = durations[Math.ceil([0.5, 0.9, 0.95, 0.99][i]! * durations.length) - 1] ?? null;
      return answered === exact ? 0 : Math.abs(answered - exact!) / exact!;
    }),
  );
  return { listed, figures, worstError: Math.max(...errors) };
}

function count(entries: LogEntry[], { seconds }: { seconds: number }) {
  const bucketOf = (time: string) =>
    new Date(Date.parse(time) - (Date.parse(time) % (seconds * 1000))).toISOString();
  return {
    count: entries.length,
    errors: entries.filter(({ status }) => status >= 500).length,
    buckets: tally(entries.map(({ time }) => bucketOf(time))),
    groups: tally(entries.map(({ status }) => `${String(status)[0]}xx`)),
  };
}

function tally(keys: string[]) {
  return Object.fromEntries([...Map.groupBy(keys, (key) => key)].map(([key, all]) => [key, all.length]));
}

const isNotEmpty = ([, count]: [string, number]) => count > 0;
