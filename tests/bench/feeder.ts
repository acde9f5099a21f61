import type { StoredEntry } from "../../workers/shared/log-entry.ts";
import { madeUpEntry } from "./made-up-log.ts";

/** A worker that sends entries to the log's queue, as the gateway does: `POST /?from=0&count=1000&all=50000&start=…`, 100 in each message. */
const PER_MESSAGE = 100;
const MESSAGES_PER_CALL = 3; // of up to 256 KB together

export default {
  async fetch(request: Request, env: { LOG_QUEUE: Queue<StoredEntry[]> }): Promise<Response> {
    const { searchParams } = new URL(request.url);
    const [from = 0, count = 0, all = 0, start = 0] = ["from", "count", "all", "start"].map((name) =>
      Number(searchParams.get(name)),
    );
    const messages = Array.from({ length: Math.ceil(count / PER_MESSAGE) }, (_, message) => ({
      body: Array.from({ length: PER_MESSAGE }, (_, at) =>
        madeUpEntry(from + message * PER_MESSAGE + at, { all, start }),
      ),
    }));
    for (let at = 0; at < messages.length; at += MESSAGES_PER_CALL) {
      await env.LOG_QUEUE.sendBatch(messages.slice(at, at + MESSAGES_PER_CALL));
    }
    return new Response(null, { status: 204 });
  },
};
