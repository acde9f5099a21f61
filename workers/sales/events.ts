import { and, desc, eq, isNotNull, lt } from "drizzle-orm";
import * as z from "zod";
import { events } from "../../schema/sales/tables.ts";
import type { AlertEvent } from "../shared/alert-news.ts";
import type { Database } from "../shared/database.ts";
import { decodeCursor, encodeCursor, type Page } from "../shared/lists.ts";
import type { Event } from "./event.ts";

interface ListInput {
  limit: number;
  cursor?: string | undefined;
  type?: Event["type"] | undefined;
}

/** One page of what happened, newest first: only what has come through the queue. */
export async function listEvents(db: Database, { limit, cursor, type }: ListInput): Promise<Page<Event>> {
  const [, before] =
    cursor === undefined ? [] : decodeCursor(cursor, z.tuple([z.literal("events"), z.int()]));
  const rows = await db
    .select()
    .from(events)
    .where(
      and(
        isNotNull(events.consumedAt),
        type === undefined ? undefined : eq(events.type, type),
        before === undefined ? undefined : lt(events.id, before),
      ),
    )
    .orderBy(desc(events.id))
    .limit(limit + 1);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(toEvent),
    nextCursor: last ? encodeCursor(["events", last.id]) : null,
  };
}

function toEvent({ id, type, data, requestId, createdAt }: typeof events.$inferSelect): Event {
  return { id, type, data: data as Event["data"], requestId, createdAt: createdAt.toISOString() };
}

/** Stores what another service tells, once for each key, however often it comes. */
export async function storeEvent(db: Database, event: AlertEvent): Promise<void> {
  await db.insert(events).values(event).onConflictDoNothing();
}
