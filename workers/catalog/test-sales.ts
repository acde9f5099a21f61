import { createExecutionContext, createScheduledController, env } from "cloudflare:test";
import { createTestClient } from "../shared/test-client.ts";
import worker from "./main.ts";

interface Item {
  productId: number;
  quantity: number;
}

/** What `sales` does with what it is sent: `deaf` stores it, but its answer is lost. */
type Mood = "well" | "failing" | "deaf" | "hanging";

/** The catalogue beside a service that sells, which keeps the ledger: it takes each product's opening stock once. */
export function openShop() {
  const ledger = new Map<number, number>();
  const calls: { path: string; requestId: string | null; bytes: number; items: Item[] }[] = [];
  const shop = { mood: "well" as Mood, closesAfter: Infinity };

  async function fetch(request: Request): Promise<Response> {
    const text = await request.text();
    const { items } = JSON.parse(text) as { items: Item[] };
    calls.push({
      path: `${request.method} ${new URL(request.url).pathname}`,
      requestId: request.headers.get("x-request-id"),
      bytes: new TextEncoder().encode(text).length,
      items,
    });
    if (shop.mood === "failing" || calls.length > shop.closesAfter)
      return new Response(null, { status: 503 });
    if (shop.mood === "hanging") await untilAborted(request.signal);
    for (const { productId, quantity } of items) if (!ledger.has(productId)) ledger.set(productId, quantity);
    if (shop.mood === "deaf") throw new Error("the connection was lost");
    return new Response(null, { status: 204 });
  }

  const bindings = { ...env, SALES: { fetch } };
  const to = { fetch: async (request: Request) => worker.fetch(request, bindings, createExecutionContext()) };
  return {
    shop,
    ledger,
    calls,
    to,
    api: createTestClient(to),
    /** A minute passes. */
    tick: () => worker.scheduled(createScheduledController({ scheduledTime: new Date() }), bindings),
  };
}

const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason as Error)));
