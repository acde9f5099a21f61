import * as z from "zod";
import { POINTS_PER_INVOCATION, toPoint } from "../shared/log-points.ts";
import { StoredEntry } from "../shared/log-entry.ts";
import type { LogsEnv } from "./env.ts";
import { isAnalytics } from "./log-store.ts";
import { writeSegments } from "./segments.ts";

/**
 * Stores a batch of queue messages, each an array of entries. What isn't an entry is reported and dropped, so that
 * it can't hold up the others; if the store fails, it rejects, and the queue delivers the whole batch again.
 */
export async function ingest(batch: MessageBatch, env: LogsEnv, now: number): Promise<void> {
  if (isAnalytics(env)) return writePoints(batch, env);
  await writeSegments(env, batch.messages.flatMap(entriesOf), now);
}

/** Writes as many points as a worker may for one batch; the messages beyond that are delivered again. */
function writePoints(batch: MessageBatch, { LOG_POINTS }: LogsEnv): void {
  if (!LOG_POINTS) throw new Error("LOG_STORE is analytics-engine: bind LOG_POINTS.");
  let written = 0;
  for (const message of batch.messages) {
    const entries = entriesOf(message);
    if (written > 0 && written + entries.length > POINTS_PER_INVOCATION) {
      message.retry();
      continue;
    }
    for (const entry of entries) LOG_POINTS.writeDataPoint(toPoint(entry));
    written += entries.length;
  }
}

function entriesOf({ id, body }: Message): StoredEntry[] {
  return (Array.isArray(body) ? body : [body]).flatMap((item) => {
    const { success, data, error } = StoredEntry.safeParse(item);
    if (success) return data;
    console.error("dropped a malformed log entry of message", id, z.prettifyError(error));
    return [];
  });
}
