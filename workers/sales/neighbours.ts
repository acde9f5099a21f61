import { hc } from "hono/client";
import type { CatalogApi } from "../catalog/main.ts";
import type { ClientsApi } from "../clients/main.ts";
import { Problem } from "../shared/problem.ts";
import { called, type Spending } from "../shared/timing.ts";

const TIMEOUT_MS = 5000;

/** A service: a binding in production, any object with `fetch` in a test. */
export interface Backend {
  fetch(request: Request): Promise<Response>;
}

/** What a sale has to know of the services beside it. */
export interface Neighbours {
  findClient: (id: number) => Promise<{ status: "active" | "inactive" } | undefined>;
  /** Those that there are. */
  findProducts: (ids: number[]) => Promise<Product[]>;
  /** Likewise; from now on the catalogue keeps those that are for sale, whatever becomes of the purchase. */
  sellProducts: (ids: number[]) => Promise<Product[]>;
}

export interface Product {
  id: number;
  title: string;
  sku: string | null;
  kind: "record" | "book" | "product";
  priceCents: number;
  active: boolean;
  archived: boolean;
}

/**
 * Asks the services beside this one in the name of a request, whose id and trace go along. A call throws
 * `service-failed` where one can't answer: the caller may try again.
 */
export function askNeighbours(
  { CLIENTS, CATALOG }: { CLIENTS: Backend; CATALOG: Backend },
  headers: Record<string, string>,
  spending: Spending,
): Neighbours {
  const clients = hc<ClientsApi>("http://clients", { fetch: reach("clients", CLIENTS, spending), headers });
  const catalog = hc<CatalogApi>("http://catalog", { fetch: reach("catalog", CATALOG, spending), headers });
  return {
    findClient: async (id) => {
      const answer = await clients.internal.clients.find.$post({ json: { ids: [id] } });
      return (await answer.json()).items[0];
    },
    findProducts: async (ids) => {
      const answer = await catalog.internal.products.find.$post({ json: { ids } });
      return (await answer.json()).items;
    },
    sellProducts: async (ids) => {
      const answer = await catalog.internal.products.sold.$post({ json: { ids } });
      return (await answer.json()).items;
    },
  };
}

function reach(name: string, backend: Backend, spending: Spending) {
  return async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
    const answer = await called(name, spending, backend.fetch(request)).catch((error: unknown) => error);
    if (answer instanceof Response && answer.ok) return answer;
    console.error("service failed", name, answer instanceof Response ? await answer.text() : answer);
    throw new Problem(
      "service-failed",
      `The ${name} service could not answer, so nothing was stored. Try again in a moment.`,
    );
  };
}
