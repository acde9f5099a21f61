import { hc, type InferRequestType, type InferResponseType } from "hono/client";
import type { SalesApi } from "../workers/sales/main.ts";
import type { Page } from "./api.ts";
import { answer, send } from "./http.ts";

const { purchases, clients } = hc<SalesApi>("/", { fetch: send }).api;
const purchase = purchases[":id"];

export type Purchase = InferResponseType<typeof purchase.$get>;
export type PurchaseItem = Purchase["items"][number];
export type PurchasesQuery = InferRequestType<typeof purchases.$get>["query"];
export type NewPurchase = InferRequestType<typeof purchases.$post>["json"];
export type Return = InferRequestType<typeof purchase.returns.$post>["json"];
export type PurchaseAuditEntry = InferResponseType<typeof purchase.audit.$get>["items"][number];
export type Holding = InferResponseType<(typeof clients)[":id"]["inventory"]["$get"]>["items"][number];

interface Paged {
  limit: string;
  cursor?: string;
}

export function listPurchases(query: PurchasesQuery, signal: AbortSignal): Promise<Page<Purchase>> {
  return answer(purchases.$get({ query }, { init: { signal } }));
}

export function getPurchase(id: string, signal: AbortSignal): Promise<Purchase> {
  return answer(purchase.$get({ param: { id } }, { init: { signal } }));
}

/** `key` makes it safe to send again: the same key and basket is sold once. */
export function createPurchase(json: NewPurchase, key: string): Promise<Purchase> {
  return answer(purchases.$post({ json }, { headers: { "idempotency-key": key } }));
}

/** Throws `conflict` if it is cancelled already; `key` as with `createPurchase`. */
export function cancelPurchase(id: number, reason: string, key: string): Promise<Purchase> {
  const param = { id: String(id) };
  return answer(purchase.cancel.$post({ param, json: { reason } }, { headers: { "idempotency-key": key } }));
}

/** Throws `conflict` if that isn't there to come back; `key` as with `createPurchase`. */
export function returnItems(id: number, json: Return, key: string): Promise<Purchase> {
  const param = { id: String(id) };
  return answer(purchase.returns.$post({ param, json }, { headers: { "idempotency-key": key } }));
}

/** Throws `conflict` if it doesn't wait, or there are too few; `key` as with `createPurchase`. */
export function fulfilPurchase(id: number, key: string): Promise<Purchase> {
  const param = { id: String(id) };
  return answer(purchase.fulfil.$post({ param }, { headers: { "idempotency-key": key } }));
}

export function listPurchaseAudit(
  id: number,
  query: Paged,
  signal: AbortSignal,
): Promise<Page<PurchaseAuditEntry>> {
  return answer(purchase.audit.$get({ param: { id: String(id) }, query }, { init: { signal } }));
}

/** What a client bought and kept. */
export function listHoldings(clientId: number, query: Paged, signal: AbortSignal): Promise<Page<Holding>> {
  return answer(
    clients[":id"].inventory.$get({ param: { id: String(clientId) }, query }, { init: { signal } }),
  );
}

/** Where a browser downloads the whole list as a CSV file. */
export function purchasesCsvUrl(query: Record<string, string>): string {
  return `/api/purchases.csv?${new URLSearchParams(query)}`;
}
