import type { StoredEntry } from "../shared/log-entry.ts";
import { queueEntry } from "../shared/queue-entry.ts";
import { note, type Span } from "../shared/spans.ts";
import { round, type Spending } from "../shared/timing.ts";
import type { Attempt, Shipment } from "./attempt.ts";
import type { ConsumedEvent } from "./consume.ts";
import type { Delivered } from "./deliver.ts";

/** When work on messages began, in epoch milliseconds, and what it has cost. */
interface Work {
  time: number;
  spending: Spending;
}

/** What the log keeps of events that came through the queue, each under the id of the request that it tells of. */
export function entriesOfEvents(consumed: readonly ConsumedEvent[], work: Work): StoredEntry[] {
  return consumed.map(({ id, requestId, createdAt }) =>
    queueEntry(originOf(requestId), {
      ...work,
      service: "sales",
      queue: "fachada-sales-events",
      path: `/api/events/${id}`,
      status: 200,
      sentAt: createdAt.getTime(),
    }),
  );
}

/** Likewise of deliveries; how the receiver answered is a call's status, as it isn't this service that failed. */
export function entriesOfDeliveries(
  { attempts, start }: Delivered,
  { time, spending, sentAt }: Work & { sentAt: number },
): StoredEntry[] {
  return attempts.map(([shipment, attempt]) => {
    const spans = [...spending.spans];
    const call = callOf(shipment, attempt, round(start - spending.start));
    if (call) note(spans, call);
    return queueEntry(originOf(shipment.requestId), {
      time,
      spending: { ...spending, spans },
      service: "sales",
      queue: "fachada-webhooks",
      path: `/api/webhooks/${shipment.webhookId}/deliveries/${shipment.id}`,
      status: 200,
      sentAt,
    });
  });
}

/** Null where nothing was sent. */
function callOf({ url }: Shipment, { status, durationMs }: Attempt, startMs: number): Span | null {
  if (url === null || durationMs === null) return null;
  return ["call", new URL(url).host, startMs, durationMs, status ?? 0, null];
}

/** Who called isn't told with an event. */
function originOf(requestId: string | null) {
  return { traceparent: requestId === null ? null : `00-${requestId}`, caller: null };
}
