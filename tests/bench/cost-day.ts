import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { alertRules } from "../../schema/logs/tables.ts";
import { migrateD1 } from "../../workers/local/migrate-d1.ts";
import { openWorker } from "../../workers/local/open-worker.ts";
import { NewAlertRule } from "../../workers/logs/alert-rule.ts";
import { createAlertRule } from "../../workers/logs/alert-rules.ts";
import { compact } from "../../workers/logs/compaction.ts";
import type { LogsEnv } from "../../workers/logs/env.ts";
import { evaluateRules, selectActiveRules } from "../../workers/logs/evaluate.ts";
import { openStore } from "../../workers/logs/log-store.ts";
import { writeSegments } from "../../workers/logs/segments.ts";
import { SETUP } from "../../workers/shared/audit.ts";
import { openDatabase } from "../../workers/shared/database.ts";
import type { StoredEntry } from "../../workers/shared/log-entry.ts";
import { startSpending } from "../../workers/shared/timing.ts";
import { countingKv, type KvUse } from "./counting-kv.ts";
import { madeUpEntry } from "./made-up-log.ts";

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
const DAY_MS = DAY_MINUTES * MINUTE_MS;
const START = Date.parse("2026-10-01T00:00:00Z");
/** After the day, until all of it is folded and summed up. */
const MINUTES_AFTER = 150;

/** What the gateway does: an isolate serves up to so many requests a second, and gathers entries for half a second. */
const REQUESTS_PER_ISOLATE = 50;
const GATHERED_SECONDS = 0.5;
const ENTRIES_PER_MESSAGE = 100;

/** What the queue does, as workers/logs/wrangler.toml has it. */
const BATCH_SECONDS = 10;
const MESSAGES_PER_BATCH = 100;
/** Each 64 KB of a message is written, read and deleted. */
const OPERATIONS_PER_MESSAGE = 3;
const BYTES_PER_OPERATION = 64_000;

/** More than this of a minute's entries are stood for by fewer: the calls are as many, and bytes are reckoned. */
const MOST_PER_MINUTE = 600;

/** What somebody would want to be told of: with each rule, rows of the database. */
const RULES = [
  { name: "Errors", kind: "error-rate", threshold: 0.05 },
  { name: "Slow", kind: "p95", threshold: 500 },
  { name: "Silence", kind: "silence", windowMinutes: 30 },
] as const;

/** What a day's requests cost. */
export interface Day {
  requests: number;
  queueOperations: number;
  kv: KvUse;
  /** What a minute's entries take, in one value. */
  largestValueBytes: number;
  /** What a request's entry takes. */
  entryBytes: number;
  databaseRows: { read: number; written: number };
}

/** Simulates days: the real ingest, compaction and alerts, on a KV in memory that counts, and on a local D1. */
export async function openSimulation() {
  const folder = await mkdtemp(join(tmpdir(), "fachada-cost-"));
  await migrateD1("logs", folder);
  const { env: bindings, dispose } = await openWorker<LogsEnv>("logs", folder);
  const db = openDatabase(bindings, startSpending());
  for (const rule of RULES) await createAlertRule(db, NewAlertRule.parse(rule), { by: SETUP });
  return {
    async simulate(requests: number) {
      await db.update(alertRules).set({ evaluatedAt: null }); // each day is the rules' first
      return simulate(bindings, requests);
    },
    async [Symbol.asyncDispose]() {
      await dispose();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function simulate(bindings: LogsEnv, requests: number): Promise<Day> {
  const { kv, use } = countingKv();
  const env: LogsEnv = { ...bindings, LOG: kv, RETENTION_DAYS: 3650 };
  const { messages, batches } = trafficOf(requests);
  const all = Math.min(requests, MOST_PER_MINUTE * DAY_MINUTES);
  const stands = requests / all;
  const databaseRows = { read: 0, written: 0 };
  let made = 0;
  let entryBytes = 0;
  for (let minute = 0; minute < DAY_MINUTES + MINUTES_AFTER; minute += 1) {
    const end = START + (minute + 1) * MINUTE_MS;
    const entries: StoredEntry[] = [];
    const due = Math.min(all, Math.floor(((minute + 1) * all) / DAY_MINUTES));
    for (; made < due; made += 1) entries.push(madeUpEntry(made, { all, start: START }));
    entryBytes += JSON.stringify(entries).length;
    const so = (at: number) => Math.floor((at * batches) / DAY_MINUTES);
    const parts = Math.min(Math.max(1, so(minute + 1) - so(minute)), entries.length);
    for (let part = 0; part < parts; part += 1) {
      await writeSegments(
        env,
        entries.filter((_, at) => Math.floor((at * parts) / entries.length) === part),
        end - 1000,
      );
    }
    await compact(env, end);
    if (minute < DAY_MINUTES) await lookAfterAlerts(env, end, databaseRows);
  }
  entryBytes = Math.round(entryBytes / all);
  return {
    requests,
    queueOperations:
      messages *
      OPERATIONS_PER_MESSAGE *
      Math.ceil(((requests / messages) * entryBytes) / BYTES_PER_OPERATION),
    kv: { ...use, bytesWritten: use.bytesWritten * stands, storedBytes: use.storedBytes * stands },
    largestValueBytes: (requests / DAY_MINUTES) * entryBytes,
    entryBytes,
    databaseRows,
  };
}

/** How many messages and batches of them a day has. */
function trafficOf(requests: number): { messages: number; batches: number } {
  const perSecond = requests / 86_400;
  const perIsolate = Math.min(perSecond, REQUESTS_PER_ISOLATE);
  const perMessage = Math.min(ENTRIES_PER_MESSAGE, 1 + perIsolate * GATHERED_SECONDS);
  const messagesPerSecond = perSecond / perMessage;
  const perBatch = Math.min(MESSAGES_PER_BATCH, 1 + messagesPerSecond * BATCH_SECONDS);
  return { messages: requests / perMessage, batches: requests / perMessage / perBatch };
}

async function lookAfterAlerts(env: LogsEnv, now: number, rows: Day["databaseRows"]): Promise<void> {
  const spending = startSpending();
  const db = openDatabase(env, spending);
  const end = now - Number(env.ALERT_DELAY_SECONDS) * 1000;
  const failures = await evaluateRules(db, await selectActiveRules(db), { store: openStore(env), end, now });
  if (failures.length > 0) throw new AggregateError(failures, "The alerts could not be looked after.");
  for (const span of spending.spans) {
    if (span[0] !== "db") continue;
    rows.read += span[4];
    rows.written += span[5];
  }
}

/** What a chart over so many whole days reads, as the compaction left each of them. */
export async function readsOfChart(days: number): Promise<number> {
  const { kv, use } = countingKv();
  const env = { LOG: kv, RETENTION_DAYS: 3650, SETTLE_SECONDS: 90 } as LogsEnv;
  for (let day = 0; day < days; day += 1) {
    const start = START + day * DAY_MS;
    await writeSegments(env, [madeUpEntry(0, { all: 1, start })], start + 1000);
  }
  for (let run = 0; run < 20; run += 1)
    await compact(env, START + days * DAY_MS + 7_200_000 + run * MINUTE_MS);
  const before = use.reads;
  const to = START + days * DAY_MS;
  await openStore(env).stats({ from: START, to }, to + DAY_MS);
  return use.reads - before;
}
