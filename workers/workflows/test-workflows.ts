import {
  createExecutionContext,
  createMessageBatch,
  createScheduledController,
  env,
  getQueueResult,
  waitOnExecutionContext,
} from "cloudflare:test";
import type { StoredEntry } from "../shared/log-entry.ts";
import { AS_OWNER, createTestClient } from "../shared/test-client.ts";
import { openTestDatabase } from "../shared/test-database.ts";
import type { RenderingMessage, WorkflowsEnv } from "./env.ts";
import worker from "./main.ts";
import type { Workflow } from "./workflow.ts";

declare global {
  namespace Cloudflare {
    interface Env extends WorkflowsEnv {}
  }
}

export const db = openTestDatabase();

/** How many take at once: libSQL's server lets one write after the other, in no order, so that of many some would wait for long. */
export const AT_ONCE = env.DB ? 20 : 5;

/** What was handed to the queues; a test empties them. */
export const queued = { rendering: [] as RenderingMessage[], log: [] as StoredEntry[] };

const metadata = { metrics: { backlogCount: 0, backlogBytes: 0 } };

/** What a test sets otherwise than `wrangler.toml`. */
export const settings: Partial<WorkflowsEnv> = {};

/** The worker without a limit of requests, whose messages wait for `renderQueued`. */
export function bindings(): WorkflowsEnv {
  const { RATE_LIMIT: _, ...own } = env;
  return {
    ...own,
    RENDERING: {
      send: async (message) => {
        queued.rendering.push(message);
        return { metadata };
      },
    },
    LOG_QUEUE: {
      send: async (entries) => {
        queued.log.push(...entries);
        return { metadata };
      },
    },
    ...settings,
  };
}

const to = {
  fetch: async (request: Request) => {
    const context = createExecutionContext();
    const response = await worker.fetch(request, bindings(), context);
    await waitOnExecutionContext(context);
    return response;
  },
};

export const api = createTestClient(to);

/** Says nothing of answers that aren't as described, and is quicker. */
export const quick = createTestClient(to, { described: null });

/** The answer as it is sent. */
export const raw = (method: string, path: string): Promise<Response> =>
  to.fetch(new Request(`http://fachada.test${path}`, { method, headers: AS_OWNER }));

export const send = (method: string, path: string, json: unknown, headers: Record<string, string> = {}) =>
  api.send(method, path, JSON.stringify(json), { "content-type": "application/json", ...headers });

/** Sends with an idempotency key. */
export const once = (path: string, key: string, json: unknown, as = api) =>
  as.send("POST", path, JSON.stringify(json), { "content-type": "application/json", "idempotency-key": key });

/** Puts a workflow into the queue. */
export async function insert(data: unknown = { order: 1042 }, steps = ["pick", "pack"]): Promise<Workflow> {
  const { status, body } = await api.post("/api/workflows", { data, steps });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body;
}

/** Claims the oldest, which is to be `of`, or a new one; its holder knows it by the lease. */
export async function claim(
  options: { of?: string; leaseSeconds?: number; headers?: Record<string, string> } = {},
): Promise<{ uuid: string; lease: string }> {
  const { leaseSeconds = 3600, headers = {} } = options;
  if (!options.of) await emptyQueue();
  const uuid = options.of ?? (await insert()).uuid;
  const path = `/api/workflows/claim?leaseSeconds=${leaseSeconds}`;
  const { status, body } = await api.send("POST", path, undefined, headers);
  if (status !== 200 || body.workflow.uuid !== uuid) throw new Error(JSON.stringify(body));
  return { uuid, lease: body.lease };
}

/** Consumes all that waits, so that a test's own is the oldest. */
export async function emptyQueue(): Promise<void> {
  while ((await quick.send("POST", "/api/workflows/consume")).status === 200);
}

/** Hands messages to the worker as a queue does; resolves to what became of the batch. */
export async function handOver(...bodies: unknown[]) {
  const context = createExecutionContext();
  const messages = bodies.map((body, at) => ({ id: `m${at}`, timestamp: new Date(), attempts: 1, body }));
  const batch = createMessageBatch("fachada-workflows", messages);
  await worker.queue(batch, bindings());
  return getQueueResult(batch, context);
}

/** Renders what waits to be. */
export const renderQueued = () => handOver(...queued.rendering.splice(0));

export async function runCronAt(time: number): Promise<void> {
  const controller = createScheduledController({ scheduledTime: new Date(time), cron: "* * * * *" });
  await worker.scheduled(controller, bindings());
}
