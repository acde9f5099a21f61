import { randomUUID } from "node:crypto";
import type { Call } from "./load.ts";

/** What the bench measures. `callAt` makes the nth call, on tables that began with so many rows. */
export interface Operation {
  name: string;
  /** The status of an answer that counts. */
  expected: number;
  callAt: (n: number, rows: number) => Call;
}

/** To measure another operation, add it here. */
export const OPERATIONS: Operation[] = [
  {
    name: "client get",
    expected: 200,
    callAt: (n, rows) => read(`/api/clients/${spread(n, rows)}`),
  },
  {
    name: "client page",
    expected: 200,
    callAt: () => read("/api/clients?sort=name"),
  },
  {
    name: "product search",
    expected: 200,
    callAt: (n) => read(`/api/products?search=disco${n % 37}`),
  },
  {
    name: "client create",
    expected: 201,
    callAt: (n) => create("/api/clients", { name: `Ivone Lara ${n}`, email: `ivone${n}@example.com` }),
  },
  {
    name: "purchase",
    expected: 201,
    callAt: (n, rows) => {
      const items = [n, n + 1].map((at) => ({ productId: spread(at, rows), quantity: 1 }));
      return create("/api/purchases", { clientId: spread(n, rows), items });
    },
  },
];

/** An id of `rows`, all over the table. */
export function spread(n: number, rows: number): number {
  return 1 + ((n * 7919) % rows);
}

function read(path: string): Call {
  return { method: "GET", path };
}

function create(path: string, content: object): Call {
  const headers = { "content-type": "application/json", "idempotency-key": randomUUID() };
  return { method: "POST", path, headers, body: JSON.stringify(content) };
}
