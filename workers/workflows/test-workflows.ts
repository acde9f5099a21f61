import { createExecutionContext, env, waitOnExecutionContext } from "cloudflare:test";
import type { StoredEntry } from "../shared/log-entry.ts";
import { createTestClient } from "../shared/test-client.ts";
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

export const send = (method: string, path: string, json: unknown, headers: Record<string, string> = {}) =>
  api.send(method, path, JSON.stringify(json), { "content-type": "application/json", ...headers });

/** Puts a workflow into the queue. */
export async function insert(data: unknown = { order: 1042 }, steps = ["pick", "pack"]): Promise<Workflow> {
  const { status, body } = await api.post("/api/workflows", { data, steps });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body;
}
