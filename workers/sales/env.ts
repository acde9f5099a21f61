import type { Database, DatabaseEnv } from "../shared/database.ts";
import type { IdempotencyVariables } from "../shared/idempotency.ts";
import type { IdentityVariables } from "../shared/identity.ts";
import type { StoredEntry } from "../shared/log-entry.ts";
import type { RateLimitEnv } from "../shared/rate-limit.ts";
import type { Postage } from "./deliver.ts";
import type { Backend, Neighbours } from "./neighbours.ts";
import type { DeliveriesMessage } from "./queue.ts";
import type { EventsMessage, Outlet } from "./relay.ts";

/** What the sales worker is bound to. */
export interface SalesEnv extends DatabaseEnv, RateLimitEnv {
  /** The service that knows the clients. */
  CLIENTS: Backend;
  /** The service that knows the products. */
  CATALOG: Backend;
  /** Where the shop is, as the IANA time zone database calls it: its days begin there. */
  TIME_ZONE: string;
  /** What happened, on its way to the feed and the webhooks. */
  EVENTS: Outlet<EventsMessage>;
  /** What is to be sent to webhooks. */
  DELIVERIES: Outlet<DeliveriesMessage>;
  /** The log's entries of what came out of these queues. */
  LOG_QUEUE: Pick<Queue<StoredEntry[]>, "send">;
  /** For how long the feed goes back. Longer than deliveries are kept, since they send what it has. */
  EVENT_RETENTION_DAYS: number;
  /** For how long what was sent can be looked at, and sent again. */
  DELIVERY_RETENTION_DAYS: number;
  /** `true` on a laptop: then a webhook may lead to that machine itself, by http too. Never elsewhere. */
  WEBHOOK_ALLOW_LOCAL: string;
  /** What the webhooks' secrets are encrypted under; without it they are stored as they are. A secret. */
  WEBHOOK_KEY?: string;
}

/** What the handlers find in `c.var`. */
export interface SalesVariables extends IdempotencyVariables, IdentityVariables {
  db: Database;
  neighbours: Neighbours;
}

/** How webhooks are sent. */
export function postageOf(env: SalesEnv): Postage {
  return { key: env.WEBHOOK_KEY, allowsLocal: env.WEBHOOK_ALLOW_LOCAL === "true" };
}
