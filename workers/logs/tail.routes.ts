import * as z from "zod";
import { described, operation } from "../shared/describe.ts";
import { asProblem } from "../shared/problem.ts";
import { createRoutes } from "../shared/service.ts";
import { query } from "../shared/validation.ts";
import type { LogsEnv } from "./env.ts";
import { openStore } from "./log-store.ts";
import { entryFilters } from "./logs.routes.ts";
import { createTail } from "./tail.ts";

const POLL_MS = 1000;
const ALIVE_MS = 15_000;
/** A request may make a thousand calls; who listens longer comes again by itself. */
const MOST_POLLS = 400;

const LastEventId = z.object({
  "last-event-id": z.string().max(16_000).optional().meta({
    description:
      "The `id` of the last event: goes on after it, without what was sent and with what was missed.",
  }),
});

const resumable = described(async (_: unknown, next: () => Promise<void>) => next(), {
  parameters: { in: "header", schema: LastEventId },
});

/** `/api/logs/tail`: what comes in, as it comes in. */
export const tail = createRoutes<LogsEnv>().get(
  "/tail",
  operation({
    id: "tailLog",
    right: "log:read",
    tag: "Log",
    summary: "Listen to requests as they come in",
    details:
      "Server-sent events, some seconds after each request. `entries` has a list of them, oldest first; `gap` tells that more was missed than is sent again, and until when; `problem` why it ended. It ends every few minutes: a browser's EventSource then comes again by itself, and others send `Last-Event-ID`.",
    answers: {
      200: { description: "Events without end.", mediaType: "text/event-stream", schema: z.string() },
    },
    problems: ["invalid-parameter"],
  }),
  query(z.strictObject(entryFilters)),
  resumable,
  (c) => {
    const heard = createTail(
      openStore(c.env),
      c.req.valid("query"),
      c.req.header("last-event-id"),
      Date.now(),
    );
    return c.body(toEvents(heard, c.var.requestId), 200, {
      "content-type": "text/event-stream; charset=utf-8",
    });
  },
);

/** Asks only as long as the reader takes what it gets: who is slow is told more at once. */
function toEvents(
  heard: ReturnType<typeof createTail>,
  requestId: string | undefined,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let polls = 0;
  const reader = { isGone: false };
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => controller.enqueue(encoder.encode(`retry: ${POLL_MS}\n\n`)),
      async pull(controller) {
        const write = (text: string) => !reader.isGone && controller.enqueue(encoder.encode(text));
        const quietSince = Date.now();
        try {
          while (polls < MOST_POLLS && !reader.isGone) {
            const { cursor, entries, gapUntil } = await heard.next(Date.now());
            polls += 1;
            if (gapUntil !== undefined) write(toEvent("gap", { until: gapUntil }));
            if (entries.length > 0) return void write(toEvent("entries", entries, cursor));
            if (Date.now() - quietSince >= ALIVE_MS) return void write(`: nothing new\nid: ${cursor}\n\n`);
            await new Promise((wake) => setTimeout(wake, POLL_MS));
          }
        } catch (error) {
          write(toEvent("problem", asProblem(error, requestId).toBody(requestId)));
        }
        if (!reader.isGone) controller.close();
      },
      cancel: () => void (reader.isGone = true),
    },
    { highWaterMark: 0 },
  );
}

function toEvent(event: string, data: object, id?: string): string {
  return `event: ${event}\n${id === undefined ? "" : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;
}
