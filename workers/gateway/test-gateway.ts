import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import type { StoredEntry } from "../shared/log-entry.ts";
import { RIGHTS } from "../shared/rights.ts";
import { createTestClient } from "../shared/test-client.ts";
import type { GatewayEnv } from "./env.ts";
import gateway from "./main.ts";

/** A backend that answers as told and remembers what it was asked. */
export function answering(answer: (request: Request) => Response | Promise<Response>) {
  const requests: Request[] = [];
  return {
    requests,
    fetch: async (request: Request) => {
      requests.push(request);
      return answer(request);
    },
  };
}

/** The gateway between fake services and a fake queue; `entries` is what reached the queue. */
export function setUp(given: Partial<GatewayEnv> = {}) {
  const entries: StoredEntry[] = [];
  const env: GatewayEnv = {
    ACCOUNTS: answering(({ url }) =>
      Response.json(url.endsWith("/health") ? HEALTHY : { identity: OWNER, maxAgeSeconds: 30 }),
    ),
    ASSETS: answering(() => new Response("<!doctype html>", { headers: { "content-type": "text/html" } })),
    CLIENTS: answering(() => Response.json({ items: [] }, { headers: { "x-route": "/api/clients" } })),
    CATALOG: answering(() => Response.json({ items: [] })),
    SALES: answering(() => Response.json({ items: [] })),
    WORKFLOWS: answering(() => Response.json({ items: [] })),
    LOGS: answering(() => Response.json({ items: [] })),
    LOG_QUEUE: {
      send: async (message) => {
        entries.push(...message);
        return { metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } };
      },
    },
    LOG_FLUSH_MS: 20,
    SERVICE_TIMEOUT_MS: 10_000,
    ...given,
  };
  const api = createTestClient(
    {
      fetch: async (request) => {
        const context = createExecutionContext();
        contexts.push(context);
        return gateway.fetch(request, env, context);
      },
    },
    { described: null, headers: { authorization: "Bearer owner" } },
  );
  const logged = async () => {
    await settle();
    return entries;
  };
  return { api, logged };
}

const HEALTHY = { name: "accounts", version: "0.1.0", ok: true, durationMs: 1, checks: [] };

const OWNER = {
  kind: "person",
  id: 1,
  name: "Dona Ivone Lara",
  role: "owner",
  rights: RIGHTS,
  expiresAt: null,
};

/** What the requests so far still do behind their answers. */
const contexts: ExecutionContext[] = [];
export const settle = () => Promise.all(contexts.splice(0).map((context) => waitOnExecutionContext(context)));
