import { getTableColumns, type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { deliveries, EVENT_TYPES } from "../../schema/sales/tables.ts";
import { FAULTS } from "./attempt.ts";

export const DeliveryStatus = z.enum(["waiting", "delivered", "dead"]);

/** An event on its way to a webhook, on the wire. */
export const Delivery = z
  .object({
    id: z.int(),
    webhookId: z.int(),
    eventId: z.int().nullable().describe("Null for a test."),
    type: z
      .enum([...EVENT_TYPES, "test"])
      .nullable()
      .describe("Null once the event is forgotten."),
    status: DeliveryStatus.describe("`dead` where it was given up: it can be sent again."),
    attempts: z.int().describe("How often it was sent."),
    nextAttemptAt: z.iso.datetime().nullable().describe("When it is sent next; null unless it waits."),
    lastAttemptAt: z.iso.datetime().nullable(),
    lastDurationMs: z.int().nullable(),
    lastStatus: z.int().nullable().describe("The last answer's; null where none came."),
    lastError: z
      .enum(FAULTS)
      .nullable()
      .describe("Why the last attempt failed; null where it went well, and before the first."),
    lastAnswer: z.string().nullable().describe("The beginning of the last answer's body."),
    createdAt: z.iso.datetime(),
  })
  .meta({
    id: "Delivery",
    examples: [
      {
        id: 57,
        webhookId: 3,
        eventId: 31,
        type: "purchase.cancelled",
        status: "waiting",
        attempts: 2,
        nextAttemptAt: "2026-11-23T14:05:40.000Z",
        lastAttemptAt: "2026-11-23T14:05:06.000Z",
        lastDurationMs: 84,
        lastStatus: 503,
        lastError: "status",
        lastAnswer: "Back in a minute",
        createdAt: "2026-11-23T14:05:00.000Z",
      },
    ],
  });

export type Delivery = z.infer<typeof Delivery>;

const type: SQL<Delivery["type"]> = sql`(case when ${deliveries.eventId} is null then 'test'
  else (select e.type from events e where e.id = ${deliveries.eventId}) end)`;

/** What is read of a delivery. */
export const deliveryFields = { ...getTableColumns(deliveries), type: type.as("type") };

export type DeliveryRow = typeof deliveries.$inferSelect & { type: Delivery["type"] };

export function toDelivery(row: DeliveryRow): Delivery {
  const { id, webhookId, eventId, type, status, attempts, nextAttemptAt, lastAttemptAt } = row;
  return {
    id,
    webhookId,
    eventId,
    type,
    status,
    attempts,
    nextAttemptAt: status === "waiting" ? new Date(nextAttemptAt).toISOString() : null,
    lastAttemptAt: lastAttemptAt?.toISOString() ?? null,
    lastDurationMs: row.lastDurationMs,
    lastStatus: row.lastStatus,
    lastError: row.lastError as Delivery["lastError"],
    lastAnswer: row.lastAnswer,
    createdAt: row.createdAt.toISOString(),
  };
}
