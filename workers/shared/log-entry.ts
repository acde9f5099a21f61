import * as z from "zod";

/**
 * One request, as the gateway saw it; or one message, as the worker saw that took it from a queue: its method is `QUEUE`. No IP
 * address, no body, no query values. A newer gateway may send more.
 */
export const LogEntry = z
  .object({
    id: z.uuid().describe("UUIDv7, made by the gateway: unique per request, in order of time."),
    time: z.iso.datetime({ precision: 3 }).describe("When the request came in."),
    requestId: z
      .string()
      .describe("The W3C trace id (32 hex digits): the same for every request of one trace."),
    spanId: z.string().nullable().default(null).describe("This part of the trace: 16 hex digits."),
    parentSpanId: z
      .string()
      .nullable()
      .default(null)
      .describe("The part that asked for it; null where none is known."),
    service: z.string().describe("The service that answered, `gateway` where none did."),
    version: z.string().nullable().default(null).describe("The version of the service that answered."),
    method: z.string(),
    route: z.string().nullable().describe("The route's pattern, null where no route matched."),
    path: z.string().describe("The path as called, cut at 512 characters."),
    status: z.int(),
    durationMs: z.number().nonnegative().describe("From the request's arrival to its answer's headers."),
    serviceMs: z.number().nullable().describe("What the service says it took."),
    databaseMs: z.number().nullable().describe("What the service's database took."),
    rowsRead: z.number().nullable(),
    colo: z.string().nullable().describe("Cloudflare's data centre (IATA code)."),
    country: z.string().nullable().describe("ISO 3166-1 alpha-2."),
    caller: z.string().nullable().describe("Who asked: `person:3` or `key:7`, null for nobody known."),
  })
  .meta({
    id: "LogEntry",
    examples: [
      {
        id: "019ab0e2-7c1a-7d53-9b2f-3f6c7a1e5d04",
        time: "2026-11-23T14:05:00.250Z",
        requestId: "0af7651916cd43dd8448eb211c80319c",
        spanId: "b7ad6b7169203331",
        parentSpanId: null,
        service: "clients",
        version: "0.1.0",
        method: "GET",
        route: "/api/clients/:id",
        path: "/api/clients/7",
        status: 200,
        durationMs: 4,
        serviceMs: 3,
        databaseMs: 2,
        rowsRead: 1,
        colo: "GRU",
        country: "BR",
        caller: "person:3",
      },
    ],
  });

export type LogEntry = z.infer<typeof LogEntry>;

/** An entry as it is kept: with where its time went (`workers/shared/spans.ts`), as text that only a trace's reader parses. */
export const StoredEntry = LogEntry.extend({ spans: z.string().max(32_000).nullable().default(null) });

export type StoredEntry = z.infer<typeof StoredEntry>;

/** What the list shows of an entry; one that is older than these fields has none. */
export function toLogEntry({ spans: _, ...entry }: StoredEntry): LogEntry {
  return {
    ...entry,
    spanId: entry.spanId ?? null,
    parentSpanId: entry.parentSpanId ?? null,
    version: entry.version ?? null,
  };
}
