import type { V4WorkerOptions } from "miniflare";
import { writeIdentity } from "../../workers/shared/identity.ts";
import { RIGHTS } from "../../workers/shared/rights.ts";

/** Hands every request on over one service binding, and does nothing else. */
const FRONT = "export default { fetch: (request, env) => env.BACK.fetch(request) };";

/** The least that answers with a client: no router, no checks, no rights, no log. */
const ROW = `export default {
  async fetch(request, env) {
    const id = Number(request.url.slice(request.url.lastIndexOf("/") + 1));
    const client = await env.DB.prepare("select * from clients where id = ?").bind(id).first();
    return Response.json(client);
  },
};`;

/** A bare Worker that reaches a client's row over one service binding: what the budget compares with. */
export function bareWorkers(stack: V4WorkerOptions[]): V4WorkerOptions[] {
  const clients = clientsOf(stack);
  return [frontOf("row", clients), { ...clients, name: "row", script: ROW }];
}

/** The clients service behind the same bare Worker: what the gateway's own part is told from. */
export function serviceWorkers(stack: V4WorkerOptions[]): V4WorkerOptions[] {
  const clients = clientsOf(stack);
  return [frontOf("fachada-clients", clients), clients];
}

/** What the gateway would say of the caller. */
export const AS_GATEWAY = {
  "x-request-id": "4bf92f3577b34da6a3ce929d0e0e4736",
  "x-fachada-address": "127.0.0.1",
  "x-fachada-identity": writeIdentity({
    kind: "key",
    id: 1,
    name: "Bench",
    role: null,
    rights: RIGHTS,
    expiresAt: null,
  }),
};

function clientsOf(stack: V4WorkerOptions[]): V4WorkerOptions {
  return stack.find(({ name }) => name === "fachada-clients")!;
}

function frontOf(back: string, { compatibilityDate = "" }: V4WorkerOptions): V4WorkerOptions {
  return { name: "front", script: FRONT, modules: true, compatibilityDate, serviceBindings: { BACK: back } };
}
