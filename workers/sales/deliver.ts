import type { Database } from "../shared/database.ts";
import type { Attempt, Shipment } from "./attempt.ts";
import { claimDeliveries } from "./claim-deliveries.ts";
import { postWebhook } from "./post-webhook.ts";
import { recordAttempts, type Retry } from "./record-attempts.ts";
import { openSecret, sign } from "./webhook-secret.ts";
import { findUrlFault } from "./webhook-url.ts";

/** How messages are sent. */
export interface Postage {
  /** What secrets are encrypted under, if they are. */
  key: string | undefined;
  /** Whether this machine itself may be a receiver. */
  allowsLocal: boolean;
}

/** How deliveries went. */
export interface Delivered {
  attempts: [Shipment, Attempt][];
  /** Which are to be tried again, and when. */
  retries: Retry[];
  /** When all of them were sent, by `performance.now()`. */
  start: number;
}

/** Sends those of these deliveries that are due, at once. */
export async function deliver(db: Database, ids: number[], postage: Postage): Promise<Delivered> {
  const shipments = await claimDeliveries(db, ids, Date.now());
  const start = performance.now();
  const attempts = await Promise.all(
    shipments.map(async (shipment): Promise<[Shipment, Attempt]> => [
      shipment,
      await attempt(shipment, postage),
    ]),
  );
  return { attempts, retries: await recordAttempts(db, attempts, Date.now()), start };
}

async function attempt(shipment: Shipment, postage: Postage): Promise<Attempt> {
  const { url } = shipment;
  if (url === null) return unsent("gone");
  if (shipment.eventId !== null && shipment.type === null) return unsent("expired");
  if (findUrlFault(url, postage.allowsLocal)) return unsent("address");
  const secrets = await openSecrets(shipment, postage.key).catch((error: unknown) => {
    console.error("a webhook's secret can't be read", shipment.webhookId, error);
    return null;
  });
  if (!secrets) return unsent("secret");
  const id = shipment.eventId === null ? `test_${shipment.id}` : `evt_${shipment.eventId}`;
  const timestamp = Math.floor(Date.now() / 1000);
  const body = JSON.stringify({
    id,
    type: shipment.type ?? "test",
    timestamp: new Date(shipment.happenedAt).toISOString(),
    data: shipment.data ?? {},
  });
  const signatures = await Promise.all(secrets.map((secret) => sign(secret, { id, timestamp, body })));
  return postWebhook(
    url,
    {
      "webhook-id": id,
      "webhook-timestamp": String(timestamp),
      "webhook-signature": signatures.join(" "),
    },
    body,
  );
}

/** The secret, and the one before it as long as that goes on signing. */
async function openSecrets(
  { secret, oldSecret, oldSecretUntil }: Shipment,
  key: string | undefined,
): Promise<string[]> {
  const isKept = oldSecret !== null && oldSecretUntil !== null && oldSecretUntil.getTime() > Date.now();
  return Promise.all([secret!, ...(isKept ? [oldSecret] : [])].map((stored) => openSecret(stored, key)));
}

function unsent(fault: Attempt["fault"]): Attempt {
  return { fault, status: null, answer: null, durationMs: null };
}
