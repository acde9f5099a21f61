import { and, desc, eq, inArray, isNotNull, isNull, lt, sql } from "drizzle-orm";
import * as z from "zod";
import { alerts } from "../../schema/logs/tables.ts";
import type { Database } from "../shared/database.ts";
import { decodeCursor, encodeCursor, type Page } from "../shared/lists.ts";
import { Problem } from "../shared/problem.ts";
import { type Alert, toAlert } from "./alert.ts";
import { DAY_MS } from "./periods.ts";

const SWEPT_PER_RUN = 1000;

interface ListInput {
  limit: number;
  cursor?: string | undefined;
  open?: boolean | undefined;
  ruleId?: number | undefined;
}

/** One page of what fired, newest first. Throws `invalid-parameter` for a foreign cursor. */
export async function listAlerts(db: Database, input: ListInput): Promise<Page<Alert>> {
  const { limit, cursor, open, ruleId } = input;
  const [, before] =
    cursor === undefined ? [] : decodeCursor(cursor, z.tuple([z.literal("alerts"), z.int()]));
  const rows = await db
    .select()
    .from(alerts)
    .where(
      and(
        open === undefined ? undefined : open ? isNull(alerts.resolvedAt) : sql`resolved_at is not null`,
        ruleId === undefined ? undefined : eq(alerts.ruleId, ruleId),
        before === undefined ? undefined : lt(alerts.id, before),
      ),
    )
    .orderBy(desc(alerts.id))
    .limit(limit + 1);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(toAlert),
    nextCursor: last ? encodeCursor(["alerts", last.id]) : null,
  };
}

/** Finds an alert by id. Throws `not-found`. */
export async function getAlert(db: Database, id: number): Promise<Alert> {
  const [row] = await db.select().from(alerts).where(eq(alerts.id, id));
  if (!row) throw new Problem("not-found", `There is no alert ${id}.`);
  return toAlert(row);
}

/** Forgets alerts that have been over, and told, for so long that the log no longer has what they were about: some per run. */
export async function sweepAlerts(db: Database, now: number, retentionDays: number): Promise<void> {
  const old = db
    .select({ id: alerts.id })
    .from(alerts)
    .where(
      and(
        lt(alerts.resolvedAt, new Date(now - (1 + retentionDays) * DAY_MS)),
        isNotNull(alerts.firedToldAt),
        isNotNull(alerts.resolvedToldAt),
      ),
    )
    .orderBy(alerts.resolvedAt)
    .limit(SWEPT_PER_RUN);
  await db.delete(alerts).where(inArray(alerts.id, old));
}
