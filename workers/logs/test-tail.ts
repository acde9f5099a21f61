import { createExecutionContext, env } from "cloudflare:test";
import type { LogEntry } from "../shared/log-entry.ts";
import { AS_OWNER } from "../shared/test-client.ts";
import worker from "./main.ts";

/** An event of the tail. */
interface Event {
  event: string | undefined;
  id: string | undefined;
  data: LogEntry[];
}

/** Listens to the tail, after an event or from now on, as a browser's EventSource does. */
export async function listen(query = "", lastEventId?: string) {
  const headers = { ...AS_OWNER, ...(lastEventId !== undefined && { "last-event-id": lastEventId }) };
  const request = new Request(`http://fachada.test/api/logs/tail${query}`, { headers });
  const response = await worker.fetch(request, env, createExecutionContext());
  if (response.status !== 200) throw new Error(await response.text());
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  return {
    headers: response.headers,
    /** The next event; what has no data says nothing. */
    async next(): Promise<Event> {
      for (;;) {
        const end = text.indexOf("\n\n");
        if (end === -1) {
          const { value, done } = await reader.read();
          if (done) throw new Error("the tail ended");
          text += value;
          continue;
        }
        const block = text.slice(0, end);
        text = text.slice(end + 2);
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1];
        const data = field("data");
        if (data !== undefined) {
          return { event: field("event"), id: field("id"), data: JSON.parse(data) as LogEntry[] };
        }
      }
    },
    async [Symbol.asyncDispose]() {
      await reader.cancel();
    },
  };
}
