import { and, inArray, isNotNull, lt, ne } from "drizzle-orm";
import { deliveries, events } from "../../schema/sales/tables.ts";
import type { Database } from "../shared/database.ts";

const DAY_MS = 24 * 60 * 60_000;

/** How many of the oldest rows a run looks at. */
const SWEPT_PER_RUN = 5000;

/** Forgets old deliveries, but none that is still to be sent. */
export async function sweepDeliveries(db: Database, days: number, now: number): Promise<void> {
  const oldest = db.select().from(deliveries).orderBy(deliveries.id).limit(SWEPT_PER_RUN).as("oldest");
  const old = db
    .select({ id: oldest.id })
    .from(oldest)
    .where(and(lt(oldest.createdAt, new Date(now - days * DAY_MS)), ne(oldest.status, "waiting")));
  await db.delete(deliveries).where(inArray(deliveries.id, old));
}

/** Forgets old events, but none that its consumer hasn't had. */
export async function sweepEvents(db: Database, days: number, now: number): Promise<void> {
  const oldest = db.select().from(events).orderBy(events.id).limit(SWEPT_PER_RUN).as("oldest");
  const old = db
    .select({ id: oldest.id })
    .from(oldest)
    .where(and(lt(oldest.createdAt, new Date(now - days * DAY_MS)), isNotNull(oldest.consumedAt)));
  await db.delete(events).where(inArray(events.id, old));
}
