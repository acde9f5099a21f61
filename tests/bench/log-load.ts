import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare, type V4WorkerOptions } from "miniflare";
import { IDENTITY_HEADER, writeIdentity } from "../../workers/shared/identity.ts";
import { migrateD1 } from "../../workers/local/migrate-d1.ts";
import { ROOT } from "../../workers/local/settings.ts";
import { bundleStack } from "./flare.ts";
import { durationOf, routeOf } from "./made-up-log.ts";
import { listChildren, usageOf } from "./processes.ts";

/**
 * Sends a day of entries through the log's queue: in no order, some of them twice, some an hour late, while the process with the
 * queue and its consumers is killed again and again. Then compacts, and compares all that the log says with what was sent.
 */
const { values } = parseArgs({
  options: { entries: { type: "string", default: "1000000" }, kills: { type: "string", default: "4" } },
});
const ALL = Number(values.entries);
const KILLS = Number(values.kills);

/** What is sent at once; a local queue is in memory, so what it may have lost is sent again after a kill. */
const PER_CALL = 5_000;
const CALLS_PER_ROUND = 10;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** The day that the entries are of: yesterday. */
const DAY_START = Math.floor(Date.now() / DAY_MS - 1) * DAY_MS;

const folder = await mkdtemp(join(tmpdir(), "fachada-log-load-"));
await migrateD1("logs", folder); // for its alerts, of which there are none, nor anybody to be told of them
const stack = (await bundleStack())
  .filter(({ name }) => name === "fachada-logs")
  .map((logs) => ({ ...logs, serviceBindings: {} }));
const feeder = await bundleFeeder();
let flare = await start();
let mostMemoryMb = 0;
const began = performance.now();

// Every third round in reverse, and each with calls of the round before among its own.
const rounds = shuffled(chunks(range(0, ALL, PER_CALL), CALLS_PER_ROUND));
const killAt = new Set(
  range(1, KILLS + 1, 1).map((kill) => Math.floor((kill * rounds.length) / (KILLS + 1))),
);
let sentTwice = 0;
for (const [at, round] of rounds.entries()) {
  const again = at > 0 && at % 3 === 0 ? rounds[at - 1]!.slice(0, 3) : [];
  sentTwice += again.length * PER_CALL;
  await sendAll([...round, ...again]);
  if (killAt.has(at)) {
    flare.kill();
    flare = await start();
    sentTwice += round.length * PER_CALL;
    await sendAll(round); // nobody knows what of it was consumed
  }
  await untilConsumed(round);
  note();
}
const consumedMs = performance.now() - began;
say(
  `sent ${ALL + sentTwice} entries, ${sentTwice} of them again, and killed the consumers ${killAt.size} times`,
);
say(`consumed in ${(consumedMs / 1000).toFixed(0)} s: ${Math.round((ALL * 1000) / consumedMs)} entries/s`);

const compactionMs = performance.now();
let runs = 0;
for (const first = Date.now() + 5 * MINUTE_MS; runs < 2000; runs += 1) {
  const worker = await flare.mini.getWorker("fachada-logs");
  await worker.scheduled({ scheduledTime: new Date(first + runs * MINUTE_MS), cron: "* * * * *" });
  note();
  if (runs % 10 === 9 && (await isCompacted())) break;
}
say(
  `compacted by ${runs + 1} runs of the cron in ${((performance.now() - compactionMs) / 1000).toFixed(0)} s`,
);

const faults = [...(await findWrongFigures()), ...(await findWrongList())];
say(`workerd took up to ${mostMemoryMb} MB`);
for (const fault of faults) say(`WRONG: ${fault}`);
await flare.mini.dispose();
await rm(folder, { recursive: true, force: true, maxRetries: 5 });
process.exit(faults.length > 0 ? 1 : 0);

async function start() {
  const others = new Set(listChildren());
  const mini = new Miniflare(
    convertV4MiniflareOptions({
      host: "127.0.0.1",
      port: 0,
      cf: false,
      resourcePersistencePath: resolve(folder, "v3"),
      log: new Log(LogLevel.NONE),
      workers: [feeder, ...stack],
    }),
  );
  const { origin } = await mini.ready;
  const pids = listChildren().filter((pid) => !others.has(pid));
  return { mini, origin, pids, kill: () => pids.forEach((pid) => process.kill(pid, "SIGKILL")) };
}

async function bundleFeeder(): Promise<V4WorkerOptions> {
  const { outputFiles } = await build({
    entryPoints: [resolve(ROOT, "tests/bench/feeder.ts")],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2024",
  });
  return {
    name: "feeder",
    script: outputFiles[0]!.text,
    modules: true,
    compatibilityDate: "2026-10-01",
    queueProducers: { LOG_QUEUE: "fachada-log" },
  };
}

async function sendAll(froms: number[]): Promise<void> {
  for (const from of froms) {
    const count = Math.min(PER_CALL, ALL - from);
    const sent = await fetch(`${flare.origin}/?from=${from}&count=${count}&all=${ALL}&start=${DAY_START}`, {
      method: "POST",
    });
    if (!sent.ok) throw new Error(await sent.text());
  }
}

/** Waits until the last entry of each call is in the log. */
async function untilConsumed(round: number[]): Promise<void> {
  for (const from of round) {
    const last = Math.min(from + PER_CALL, ALL) - 1;
    const time = DAY_START + Math.floor((last * DAY_MS) / ALL);
    const query = `from=${iso(time)}&to=${iso(time + 1)}&limit=100`;
    for (;;) {
      const { items } = await ask<{ items: { id: string }[] }>(`/api/logs?${query}`);
      if (items.some(({ id }) => Number.parseInt(id.slice(-12), 16) === last)) break;
      await new Promise((wake) => setTimeout(wake, 100));
    }
  }
}

async function isCompacted(): Promise<boolean> {
  const { LOG } = await flare.mini.getBindings<{ LOG: KVNamespace }>("fachada-logs");
  const [raw, minutes] = await Promise.all(
    ["index/raw/", "index/minute/"].map((prefix) => LOG.list({ prefix, limit: 1 })),
  );
  return raw!.keys.length + minutes!.keys.length === 0;
}

async function findWrongFigures(): Promise<string[]> {
  const period = `from=${iso(DAY_START)}&to=${iso(DAY_START + DAY_MS)}`;
  const { total, groups } = await ask<{ total: Figures; groups: (Figures & { key: string })[] }>(
    `/api/logs/stats?${period}&groupBy=route`,
  );
  const expected = Map.groupBy(range(0, ALL, 1), routeOf);
  const wrong: string[] = [];
  const compare = (what: string, figures: Figures | undefined, ns: number[]) => {
    const durations = Float64Array.from(ns, durationOf).toSorted();
    if (figures?.count !== ns.length) wrong.push(`${what}: ${figures?.count} of ${ns.length} requests`);
    for (const [name, share] of [
      ["p50", 0.5],
      ["p90", 0.9],
      ["p95", 0.95],
      ["p99", 0.99],
    ] as const) {
      const exact = durations[Math.max(0, Math.ceil(share * ns.length) - 1)]!;
      const error = Math.abs((figures?.[name] ?? 0) / exact - 1);
      if (error > 0.01) wrong.push(`${what}: ${name} is ${figures?.[name]} ms instead of ${exact}`);
      worst = Math.max(worst, error);
    }
  };
  let worst = 0;
  compare("all", total, range(0, ALL, 1));
  for (const [route, ns] of expected)
    compare(
      route,
      groups.find(({ key }) => key === `GET ${route}`),
      ns,
    );
  const errors = Math.ceil(ALL / 200);
  if (total.errors !== errors) wrong.push(`${total.errors} of ${errors} errors`);
  say(`${total.count} requests counted, percentiles at most ${(worst * 100).toFixed(2)} % off`);
  return wrong;
}

interface Figures {
  count: number;
  errors: number;
  p50: number;
  p90: number;
  p95: number;
  p99: number;
}

/** Reads the whole list: each entry once, newest first. */
async function findWrongList(): Promise<string[]> {
  const response = await fetchLog("/api/logs.ndjson");
  const wrong: string[] = [];
  let expected = ALL - 1;
  let rest = "";
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop()!;
    for (const line of lines) {
      const n = Number.parseInt((JSON.parse(line) as { id: string }).id.slice(-12), 16);
      if (n !== expected && wrong.length < 5) wrong.push(`the list has entry ${n} in place of ${expected}`);
      expected = n - 1;
    }
    note();
  }
  if (expected !== -1) wrong.push(`the list ends before entry ${expected}`);
  say(`${ALL - 1 - expected} entries listed, newest first`);
  return wrong;
}

async function ask<T>(path: string): Promise<T> {
  const response = await fetchLog(path);
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as T;
}

async function fetchLog(path: string): Promise<Response> {
  const identity = {
    kind: "key",
    id: 1,
    name: "Load",
    role: null,
    rights: ["log:read"],
    expiresAt: null,
  } as const;
  const worker = await flare.mini.getWorker("fachada-logs");
  const headers = { [IDENTITY_HEADER]: writeIdentity({ ...identity, rights: [...identity.rights] }) };
  return (await worker.fetch(`http://logs${path}`, { headers })) as unknown as Response;
}

function note(): void {
  mostMemoryMb = Math.max(mostMemoryMb, Math.round(usageOf(flare.pids).memoryMb ?? 0));
}

function say(text: string): void {
  console.error(text);
}

function iso(time: number): string {
  return new Date(time).toISOString();
}

function range(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.max(0, Math.ceil((to - from) / step)) }, (_, at) => from + at * step);
}

function chunks<T>(items: T[], size: number): T[][] {
  return range(0, items.length, size).map((at) => items.slice(at, at + size));
}

/** In another order, the same each time. */
function shuffled<T>(items: T[]): T[] {
  return items
    .map((item, at) => ({ item, key: (at * 7919 + 13) % 10_007 }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ item }) => item);
}
