import { and, desc, eq, isNull, lt, sql } from "drizzle-orm";
import * as z from "zod";
import { alerts } from "../../schema/logs/tables.ts";
import type { Database } from "../shared/database.ts";
import { decodeCursor, encodeCursor, type Page } from "../shared/lists.ts";
import { type Alert, toAlert } from "./alert.ts";

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
