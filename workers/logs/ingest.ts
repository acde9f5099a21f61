import * as z from "zod";
import { StoredEntry } from "./entry.ts";
import type { LogsEnv } from "./env.ts";
import { writeSegments } from "./segments.ts";

/**
 * Stores a batch of queue messages, each an array of entries. What isn't an entry is reported and dropped, so that
 * it can't hold up the others; if KV fails, it rejects, and the queue delivers the whole batch again.
 */
export async function ingest(batch: MessageBatch, env: LogsEnv, now: number): Promise<void> {
  const entries: StoredEntry[] = [];
  for (const message of batch.messages) {
    for (const item of Array.isArray(message.body) ? message.body : [message.body]) {
      const { success, data, error } = StoredEntry.safeParse(item);
      if (success) entries.push(data);
      else console.error("dropped a malformed log entry of message", message.id, z.prettifyError(error));
    }
  }
  await writeSegments(env, entries, now);
}
