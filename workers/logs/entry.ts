import * as z from "zod";

/** One request, as the gateway saw it. No IP address, no body, no query values. A newer gateway may send more. */
export const LogEntry = z.object({
  /** UUIDv7, made by the gateway: unique per request, in order of time. */
  id: z.uuid(),
  /** When the request came in, ISO 8601 in UTC with milliseconds. */
  time: z.iso.datetime({ precision: 3 }),
  /** The W3C trace id (32 hex digits): the same for every request of one trace. */
  requestId: z.string(),
  /** The service that answered, `gateway` where none did. */
  service: z.string(),
  method: z.string(),
  /** The route's pattern (`/api/clients/:id`), null where no route matched. */
  route: z.string().nullable(),
  /** The path as called, cut at 512 characters. */
  path: z.string(),
  status: z.number().int(),
  /** From the request's arrival at the gateway to its answer's headers, in milliseconds. */
  durationMs: z.number().nonnegative(),
  /** What the service says it took, in milliseconds. */
  serviceMs: z.number().nullable(),
  /** What the service's database took, in milliseconds. */
  databaseMs: z.number().nullable(),
  rowsRead: z.number().nullable(),
  /** Cloudflare's data centre (IATA code). */
  colo: z.string().nullable(),
  /** ISO 3166-1 alpha-2. */
  country: z.string().nullable(),
  /** Who called, null for anonymous. */
  caller: z.string().nullable(),
});

export type LogEntry = z.infer<typeof LogEntry>;
