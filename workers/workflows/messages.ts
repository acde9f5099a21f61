import type { Context } from "hono";
import * as z from "zod";
import type { LogEntry } from "../logs/entry.ts";
import { openDatabase } from "../shared/database.ts";
import type { ServiceHono } from "../shared/service.ts";
import { round, type Spending } from "../shared/timing.ts";
import { uuidv7 } from "../shared/uuid.ts";
import type { RenderingMessage, WorkflowsEnv, WorkflowsVariables } from "./env.ts";
import { renderWorkflow } from "./rendering.ts";

const QUEUE = "fachada-workflows";

const Message = z.strictObject({
  uuid: z.uuid(),
  requestId: z.string().nullable(),
  caller: z.string().nullable(),
}) satisfies z.ZodType<RenderingMessage>;

/** Has the CSV of a workflow made, after the answer. What the queue refuses, the cron finds. */
export function sendToRender<Path extends string>(
  c: Context<ServiceHono<WorkflowsEnv, WorkflowsVariables>, Path, object>,
  uuid: string,
): void {
  const { identity, requestId = null } = c.var;
  const caller = identity.id === null ? null : `${identity.kind}:${identity.id}`;
  const sent = c.env.RENDERING.send({ uuid, requestId, caller });
  c.executionCtx.waitUntil(
    sent.catch((error: unknown) => console.error("the queue of rendering refused", uuid, error)),
  );
}

/**
 * Renders the workflows of a batch, and logs each under the id of the request that wrote it. Messages may come twice, late and in
 * any order. What isn't one is reported and dropped; what fails is delivered again.
 */
export async function takeMessages(batch: MessageBatch, env: WorkflowsEnv): Promise<void> {
  const entries: LogEntry[] = [];
  for (const message of batch.messages) {
    const { success, data, error } = Message.safeParse(message.body);
    if (success) entries.push(await render(message, data, env));
    else console.error("dropped a malformed message", message.id, z.prettifyError(error));
  }
  if (entries.length === 0) return;
  await env.LOG_QUEUE.send(entries, { contentType: "json" }).catch((error: unknown) =>
    console.error("the log queue refused entries", entries.length, error),
  );
}

async function render(message: Message, data: RenderingMessage, env: WorkflowsEnv): Promise<LogEntry> {
  const arrival = { time: Date.now(), clock: performance.now() };
  const spending: Spending = { databaseMs: 0, rowsRead: 0 };
  let status = 200;
  try {
    await renderWorkflow(openDatabase(env, spending), env.FILES, data.uuid);
  } catch (error) {
    console.error("a workflow can't be rendered", data.uuid, error);
    status = 500;
    message.retry();
  }
  const durationMs = round(performance.now() - arrival.clock);
  return {
    id: uuidv7(arrival.time),
    time: new Date(arrival.time).toISOString(),
    requestId: data.requestId ?? message.id,
    service: "workflows",
    method: "QUEUE",
    route: QUEUE,
    path: `/api/workflows/${data.uuid}/csv`,
    status,
    durationMs,
    serviceMs: durationMs,
    databaseMs: round(spending.databaseMs),
    rowsRead: spending.rowsRead,
    colo: null,
    country: null,
    caller: data.caller,
  };
}
