import { sql } from "drizzle-orm";
import { alerts } from "../../schema/logs/tables.ts";
import type { AlertEvent } from "../shared/alert-news.ts";
import type { Database } from "../shared/database.ts";
import { isAmong } from "../shared/rows.ts";
import { type AlertRow, toNews } from "./alert.ts";
import type { LogsEnv } from "./env.ts";

const MOST_PER_RUN = 100;
const WITHIN_MS = 10_000;

type Type = AlertEvent["type"];

/** The query for the oldest alerts of which something is to be told, in the words of its index. */
export function selectNews(db: Database) {
  const isNews = sql`fired_told_at is null or (resolved_at is not null and resolved_told_at is null)`;
  return db.select().from(alerts).where(isNews).orderBy(alerts.id).limit(MOST_PER_RUN);
}

/**
 * Tells the service that tells others what fired and what is over, the oldest first, and remembers what it has taken. It
 * takes each once, however often it is sent: whatever breaks off, the next run goes on. Rejects where it can't be told.
 */
export async function tellAlerts(db: Database, sales: LogsEnv["SALES"], now: number): Promise<void> {
  const waiting = await selectNews(db);
  if (waiting.length === 0) return;
  const told: Record<Type, number[]> = { "alert.fired": [], "alert.resolved": [] };
  const signal = AbortSignal.timeout(WITHIN_MS);
  try {
    for (const alert of waiting) {
      for (const type of newsOf(alert)) {
        await send(sales, toEvent(alert, type), signal);
        told[type].push(alert.id);
      }
    }
  } finally {
    await db.batch([
      db
        .update(alerts)
        .set({ firedToldAt: new Date(now) })
        .where(isAmong(alerts.id, told["alert.fired"])),
      db
        .update(alerts)
        .set({ resolvedToldAt: new Date(now) })
        .where(isAmong(alerts.id, told["alert.resolved"])),
    ]);
  }
}

/** What of an alert nobody knows yet, in its order. */
function newsOf({ firedToldAt, resolvedAt, resolvedToldAt }: AlertRow): Type[] {
  return [
    ...(firedToldAt ? [] : ["alert.fired" as const]),
    ...(resolvedAt && !resolvedToldAt ? ["alert.resolved" as const] : []),
  ];
}

/** The key is of this alert and no other one, also where ids began anew with another database. */
function toEvent(alert: AlertRow, type: Type): AlertEvent {
  return { key: `${type}:${alert.id}:${alert.firedAt.getTime()}`, type, data: toNews(alert, type) };
}

async function send(sales: LogsEnv["SALES"], event: AlertEvent, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const response = await sales.fetch(
    new Request("http://sales/internal/events", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(event),
      signal,
    }),
  );
  if (!response.ok) throw new Error(`sales answered ${response.status} ${await response.text()}`);
}
