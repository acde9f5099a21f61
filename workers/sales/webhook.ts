import * as z from "zod";
import type { webhooks } from "../../schema/sales/tables.ts";
import { AuditEntry } from "../shared/audit-entries.ts";
import { line } from "../shared/fields.ts";
import { EventType } from "./event.ts";

const EXAMPLE = {
  url: "https://hooks.example.com/fachada",
  types: ["purchase.fulfilled", "purchase.cancelled"] as const,
  description: "The parcel service",
  active: true,
};

const STORED = {
  id: 3,
  ...EXAMPLE,
  goneAt: null,
  oldSecretUntil: null,
  version: 1,
  createdAt: "2026-11-23T14:05:00.000Z",
  updatedAt: "2026-11-23T14:05:00.000Z",
};

const url = z
  .string()
  .trim()
  .min(1)
  .max(2000)
  .meta({ format: "uri", description: "https, by a public host name, without user and password." });

const types = z
  .array(EventType)
  .min(1)
  .max(100)
  .transform((given) => [...new Set(given)].toSorted())
  .describe("The types of events to be sent.");

const description = line(200).nullable().describe("What it is for.");

/** What a caller sends to be told of events. */
export const NewWebhook = z
  .strictObject({ url, types, description: description.default(null), active: z.boolean().default(true) })
  .meta({ id: "NewWebhook", examples: [EXAMPLE] });

export type NewWebhook = z.output<typeof NewWebhook>;

/** What a caller sends to edit one. */
export const WebhookChanges = z
  .strictObject({
    url: url.optional(),
    types: types.optional(),
    description: description.optional(),
    active: z.boolean().optional().describe("What still waits for one that is made inactive is given up."),
  })
  .refine((changes) => Object.keys(changes).length > 0, {
    message: "Give at least one field to change.",
    params: { code: "empty" },
  })
  .meta({ id: "WebhookChanges", minProperties: 1, examples: [{ active: false }] });

export type WebhookChanges = z.output<typeof WebhookChanges>;

/** Who is told of events, on the wire; without the secret. */
export const Webhook = z
  .object({
    id: z.int(),
    url: z.string(),
    types: z.array(EventType),
    description: z.string().nullable(),
    active: z.boolean(),
    goneAt: z.iso.datetime().nullable().describe("When its receiver answered 410, which made it inactive."),
    oldSecretUntil: z.iso
      .datetime()
      .nullable()
      .describe("Until when the secret before goes on signing beside the new one."),
    version: z.int().describe("Its `ETag`."),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: "Webhook", examples: [STORED] });

export type Webhook = z.infer<typeof Webhook>;

/** One with its secret, which is shown when it is made and never again. */
export const WebhookWithSecret = Webhook.extend({
  secret: z.string().describe("Signs all that is sent: `whsec_` and 32 random bytes in base64."),
}).meta({
  id: "WebhookWithSecret",
  examples: [{ ...STORED, secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=" }],
});

export type WebhookWithSecret = z.infer<typeof WebhookWithSecret>;

/** What was done to a webhook, on the wire. */
export const WebhookAuditEntry = AuditEntry.extend({
  action: z.enum(["created", "edited", "rotated", "deleted"]),
}).meta({
  id: "WebhookAuditEntry",
  examples: [
    {
      id: 12,
      action: "rotated",
      by: { kind: "person", id: 1, name: "Dona Ivone Lara" },
      changes: [{ field: "secret", from: null, to: null }],
      createdAt: "2026-11-23T14:05:00.000Z",
    },
  ],
});

export function toWebhook(row: typeof webhooks.$inferSelect): Webhook {
  const { id, url, types, description, active, goneAt, oldSecretUntil, version, createdAt, updatedAt } = row;
  return {
    id,
    url,
    types,
    description,
    active,
    goneAt: goneAt?.toISOString() ?? null,
    oldSecretUntil: oldSecretUntil?.toISOString() ?? null,
    version,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
