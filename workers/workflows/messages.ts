import type { Context } from "hono";
import * as z from "zod";
import type { StoredEntry } from "../shared/log-entry.ts";
import { openDatabase } from "../shared/database.ts";
import { logMessages, queueEntry } from "../shared/queue-entry.ts";
import type { ServiceHono } from "../shared/service.ts";
import { startSpending } from "../shared/timing.ts";
import type { RenderingMessage, WorkflowsEnv, WorkflowsVariables } from "./env.ts";
import { renderWorkflow } from "./rendering.ts";

const QUEUE = "fachada-workflows";

const Body = z.strictObject({
  uuid: z.uuid(),
  traceparent: z.string().nullable(),
  caller: z.string().nullable(),
}) satisfies z.ZodType<RenderingMessage>;

/** Has the CSV of a workflow made, after the answer. What the queue refuses, the cron finds. */
export function sendToRender<Path extends string>(
  c: Context<ServiceHono<WorkflowsEnv, WorkflowsVariables>, Path, object>,
  uuid: string,
): void {
  const { kind, id } = c.var.identity;
  const traceparent = c.req.header("traceparent") ?? null;
  const sent = c.env.RENDERING.send({ uuid, traceparent, caller: id === null ? null : `${kind}:${id}` });
  c.executionCtx.waitUntil(
    sent.catch((error: unknown) => console.error("the queue of rendering refused", uuid, error)),
  );
}

/**
 * Renders the workflows of a batch, and logs each under the id of the request that wrote it. Messages may come twice, late and in
 * any order. What isn't one is reported and dropped; what fails is delivered again.
 */
export async function takeMessages(batch: MessageBatch, env: WorkflowsEnv): Promise<void> {
  const entries: StoredEntry[] = [];
  for (const message of batch.messages) {
    const { success, data, error } = Body.safeParse(message.body);
    if (success) entries.push(await render(message, data, env));
    else console.error("dropped a malformed message", message.id, z.prettifyError(error));
  }
  await logMessages(env.LOG_QUEUE, entries);
}

async function render(message: Message, { uuid, ...origin }: RenderingMessage, env: WorkflowsEnv) {
  const time = Date.now();
  const spending = startSpending();
  let status = 200;
  try {
    await renderWorkflow(openDatabase(env, spending), env.FILES, uuid);
  } catch (error) {
    console.error("a workflow can't be rendered", uuid, error);
    status = 500;
    message.retry();
  }
  const path = `/api/workflows/${uuid}/csv`;
  const sentAt = message.timestamp.getTime();
  return queueEntry(origin, { service: "workflows", queue: QUEUE, path, status, sentAt, time, spending });
}
