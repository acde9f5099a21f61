import { expect } from "vitest";
import { AS_OWNER } from "../stack.ts";

interface Thing {
  id: number;
  version: number;
}

interface Purchase extends Thing {
  fulfilled: boolean;
  cancelled: boolean;
  channel: string;
  totalCents: number;
  items: { productId: number; quantity: number; returned: number }[];
}

interface Stock extends Thing {
  available: number;
  lowAt: number | null;
}

/** What others do with clients, products, stock and sales by the API while a browser is open. */
export function salesApi(url: string) {
  async function call<T>(method: string, path: string, body?: object, version?: number): Promise<T> {
    const response = await fetch(`${url}/api${path}`, {
      method,
      headers: {
        ...AS_OWNER,
        "content-type": "application/json",
        ...(version !== undefined && { "if-match": `"${version}"` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    expect(response.ok, await response.clone().text()).toBe(true);
    return (await response.json()) as T;
  }
  const receive = (productId: number, quantity: number) =>
    call(`POST`, `/stock/${productId}/movements`, { delta: quantity, reason: "received" });
  return {
    call,
    receive,
    createClient: (name: string) => call<Thing>("POST", "/clients", { name }),
    /** A record of R$ 189,90 unless more is said, and so many of it. */
    async createRecord(title: string, quantity: number, more: object = {}): Promise<Thing> {
      const record = { kind: "record", title, artist: "Dona Ivone Lara", priceCents: 18_990, ...more };
      const product = await call<Thing>("POST", "/products", record);
      if (quantity > 0) await receive(product.id, quantity);
      return product;
    },
    sell: (clientId: number, items: { productId: number; quantity: number }[]) =>
      call<Purchase>("POST", "/purchases", { clientId, items }),
    purchasesOf: async (clientId: number) =>
      (await call<{ items: Purchase[] }>("GET", `/purchases?clientId=${clientId}`)).items,
    available: async (productId: number) => (await call<Stock>("GET", `/stock/${productId}`)).available,
    stock: (productId: number) => call<Stock>("GET", `/stock/${productId}`),
  };
}
