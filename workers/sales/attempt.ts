const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How long after each failure a delivery is tried again; after one more it is given up. */
export const DELAYS_MS = [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, HOUR, 6 * HOUR, 24 * HOUR];

/** A receiver's deliveries mustn't all come back at the same moment: so much of a delay is added at most. */
export const JITTER = 0.2;

/** How long who sends a delivery has it to themselves: longer than an answer may take. */
export const LEASE_MS = MINUTE;

/** How much later than it is due the cron looks after a delivery that the queue may have lost. */
export const WAKE_AFTER_MS = 30 * SECOND;

/** And when again, if the queue only is slow. */
export const WAKE_AGAIN_MS = 5 * MINUTE;

/** What can go wrong: the answer's status, no answer, or nothing that could be sent. */
export const FAULTS = [
  "status",
  "redirect",
  "gone",
  "timeout",
  "unreachable",
  "address",
  "secret",
  "expired",
] as const;

/** How an attempt went. */
export interface Attempt {
  /** Null where it went well. */
  fault: (typeof FAULTS)[number] | null;
  /** The answer's, if there was one. */
  status: number | null;
  /** The beginning of its body. */
  answer: string | null;
  durationMs: number | null;
}

/** A delivery that is ours to send, and what to send where. */
export interface Shipment {
  id: number;
  attempts: number;
  failures: number;
  webhookId: number;
  /** Null for a test. */
  eventId: number | null;
  /** Of the request that the event tells of, as far as it is known. */
  requestId: string | null;
  /** Null once the webhook is deleted. */
  url: string | null;
  secret: string | null;
  oldSecret: string | null;
  oldSecretUntil: Date | null;
  type: string | null;
  data: object | null;
  happenedAt: number;
}
