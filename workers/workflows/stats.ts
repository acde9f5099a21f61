import { and, gte, lt, sql } from "drizzle-orm";
import * as z from "zod";
import { hours, places, workflows } from "../../schema/workflows/tables.ts";
import type { Database } from "../shared/database.ts";

const HOUR_MS = 3_600_000;

/** The time of the oldest that waits. */
const oldestWaiting = sql`(select created_at from workflows where place = 'waiting' order by id limit 1)`;

/** How the queue is doing, on the wire. */
export const QueueStats = z
  .object({
    waiting: z.int(),
    leased: z.int(),
    dead: z.int(),
    consumed: z.int(),
    oldestWaitingAt: z.iso
      .datetime()
      .nullable()
      .describe("Since when the oldest waits; null where none does."),
    hours: z
      .array(
        z.object({
          at: z.iso.datetime().describe("When the hour began."),
          inserted: z.int(),
          consumed: z.int(),
          dead: z.int().describe("How many came to the dead letters."),
          oldestMs: z
            .int()
            .describe("The longest that any had waited when it was consumed, or was seen still waiting."),
          open: z.int().describe("How many weren't consumed at its end."),
        }),
      )
      .describe("Each hour of the period, the one that runs now last."),
  })
  .meta({
    id: "QueueStats",
    examples: [
      {
        waiting: 3,
        leased: 1,
        dead: 0,
        consumed: 1_204,
        oldestWaitingAt: "2026-11-23T14:02:11.000Z",
        hours: [
          { at: "2026-11-23T14:00:00.000Z", inserted: 12, consumed: 9, dead: 0, oldestMs: 840_000, open: 4 },
        ],
      },
    ],
  });

type QueueStats = z.infer<typeof QueueStats>;

/** The figures of the queue: counts that triggers keep, and the last hours, so many. */
export async function readStats(
  db: Database,
  { count, now }: { count: number; now: number },
): Promise<QueueStats> {
  const last = Math.floor(now / HOUR_MS) * HOUR_MS;
  const first = last - (count - 1) * HOUR_MS;
  const [counts, rows, [oldest]] = await db.batch([
    db.select().from(places),
    db
      .select()
      .from(hours)
      .where(and(gte(hours.hour, first), lt(hours.hour, last + HOUR_MS))),
    db
      .select({ createdAt: workflows.createdAt })
      .from(workflows)
      .where(sql`place = 'waiting'`)
      .orderBy(workflows.id)
      .limit(1),
  ]);
  const of = new Map(counts.map(({ place, count: many }) => [place, many]));
  const known = new Map(rows.map((row) => [row.hour, row]));
  const inPlace = (place: (typeof places.$inferSelect)["place"]) => of.get(place) ?? 0;
  // From what is open now back in time.
  let open = inPlace("waiting") + inPlace("leased") + inPlace("dead");
  const all: QueueStats["hours"] = [];
  for (let hour = last; hour >= first; hour -= HOUR_MS) {
    const { inserted = 0, consumed = 0, dead = 0, oldestMs = 0 } = known.get(hour) ?? {};
    all.unshift({ at: new Date(hour).toISOString(), inserted, consumed, dead, oldestMs, open });
    open += consumed - inserted;
  }
  return {
    waiting: inPlace("waiting"),
    leased: inPlace("leased"),
    dead: inPlace("dead"),
    consumed: inPlace("consumed"),
    oldestWaitingAt: oldest?.createdAt.toISOString() ?? null,
    hours: all,
  };
}

/** Notes for how long the oldest has waited by now, for the chart of the hour. */
export async function noteAge(db: Database, now: number): Promise<void> {
  const hour = Math.floor(now / HOUR_MS) * HOUR_MS;
  await db
    .insert(hours)
    .select(
      sql`select ${hour}, 0, 0, 0, max(0, ${now} - ${oldestWaiting}) where ${oldestWaiting} is not null`,
    )
    .onConflictDoUpdate({
      target: hours.hour,
      set: { oldestMs: sql`max(${hours.oldestMs}, excluded.oldest_ms)` },
    });
}
