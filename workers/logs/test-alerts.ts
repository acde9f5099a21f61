import { createExecutionContext, createScheduledController, env } from "cloudflare:test";
import { sql } from "drizzle-orm";
import type { AlertEvent } from "../shared/alert-news.ts";
import { createTestClient } from "../shared/test-client.ts";
import { openTestDatabase } from "../shared/test-database.ts";
import type { AlertRule } from "./alert-rule.ts";
import type { Alert } from "./alert.ts";
import type { LogsEnv } from "./env.ts";
import worker from "./main.ts";
import { deliver, entry } from "./test-log.ts";

export const db = openTestDatabase();

/** The service that tells others: what it was told, and whether it can be reached. */
export const sales = { told: [] as AlertEvent[], isDown: false };

/** The worker beside that service, and without a limit of requests. */
export function bindings(): LogsEnv {
  const { RATE_LIMIT: _, ...own } = env;
  return {
    ...own,
    SALES: {
      fetch: async (request) => {
        if (sales.isDown) return new Response("down", { status: 503 });
        sales.told.push(await request.json<AlertEvent>());
        return new Response(null, { status: 204 });
      },
    },
  };
}

export const api = createTestClient({
  fetch: async (request) => worker.fetch(request, bindings(), createExecutionContext()),
});

export const send = (method: string, path: string, json: unknown, headers: Record<string, string> = {}) =>
  api.send(method, path, JSON.stringify(json), { "content-type": "application/json", ...headers });

let services = 0;

/** A service that no other test's entries are of. */
export function newService(): string {
  return `service-${(services += 1)}`;
}

/** A rule of one minute's figures that fires after two and is over after three. */
export async function createRule(given: object = {}): Promise<AlertRule> {
  const { status, body } = await api.post("/api/alerts/rules", {
    name: "It fails",
    kind: "error-rate",
    windowMinutes: 1,
    forMinutes: 2,
    recoverMinutes: 3,
    ...("kind" in given ? {} : { threshold: 0.1 }),
    ...given,
  });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body;
}

export async function readRule({ id }: { id: number }): Promise<AlertRule> {
  return (await api.get(`/api/alerts/rules/${id}`)).body;
}

export async function readAlerts(rule: { id: number }): Promise<Alert[]> {
  return (await api.get(`/api/alerts?ruleId=${rule.id}`)).body.items;
}

/** The first minute of each test's log. */
const START = Date.parse("2031-03-05T10:00:00Z");

/** The end of a minute of the log; the first one is 0. */
export function endOf(minute: number): string {
  return new Date(START + (minute + 1) * 60_000).toISOString();
}

/** What came in a minute: how many requests, of which some failed, each of which took so long. */
export interface Traffic {
  count?: number;
  errors?: number;
  durationMs?: number;
}

export async function log(service: string, minute: number, traffic: Traffic): Promise<void> {
  const { count = 20, errors = 0, durationMs = 10 } = traffic;
  if (count === 0) return;
  const entries = Array.from({ length: count }, (_, at) =>
    entry({
      time: new Date(START + minute * 60_000 + at * 1000).toISOString(),
      service,
      status: at < errors ? 500 : 200,
      durationMs,
    }),
  );
  await deliver([entries]);
}

/** Runs the cron as soon as it looks at that minute. */
export async function runCronAfter(minute: number, given: Partial<LogsEnv> = {}): Promise<void> {
  const scheduledTime = new Date(Date.parse(endOf(minute)) + 63_000);
  await worker.scheduled(createScheduledController({ scheduledTime }), { ...bindings(), ...given });
}

const LETTERS = { ok: ".", pending: "p", firing: "F", recovering: "r", none: "-" };

/** Lets minutes pass, with a cron after each; answers how the rule stood, a letter for each. */
export async function live(rule: AlertRule, minutes: Traffic[], first = 0): Promise<string> {
  let states = "";
  for (const [index, traffic] of minutes.entries()) {
    await log(rule.service!, first + index, traffic);
    await runCronAfter(first + index);
    states += LETTERS[(await readRule(rule)).state ?? "none"];
  }
  return states;
}

/** Minutes in short: `x` fails, `.` is well, `_` is silent. */
export function minutes(letters: string): Traffic[] {
  return [...letters].map((letter) => (letter === "_" ? { count: 0 } : { errors: letter === "x" ? 20 : 0 }));
}

/** Rules are looked after in every run, and there may be so many only. */
export async function forgetRules(): Promise<void> {
  await db.run(sql`delete from alert_rules`);
  await db.run(sql`delete from alerts`);
  sales.told.length = 0;
  sales.isDown = false;
}
