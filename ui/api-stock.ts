import { hc, type InferRequestType, type InferResponseType } from "hono/client";
import type { SalesApi } from "../workers/sales/main.ts";
import type { Page } from "./api.ts";
import { answer, send } from "./http.ts";

const { stock } = hc<SalesApi>("/", { fetch: send }).api;
const ofProduct = stock[":productId"];

export type Stock = InferResponseType<typeof ofProduct.$get>;
export type Movement = InferResponseType<typeof ofProduct.movements.$get>["items"][number];
export type NewMovement = InferRequestType<typeof ofProduct.movements.$post>["json"];
export type Reconciliation = InferResponseType<typeof stock.reconciliation.$get>;

interface Paged {
  limit: string;
  cursor?: string;
}

/** Of up to 100 products; what never had any isn't told. */
export async function findStock(productIds: number[], signal: AbortSignal): Promise<Stock[]> {
  if (productIds.length === 0) return [];
  const query = { ids: productIds.join() };
  return (await answer(stock.$get({ query }, { init: { signal } }))).items;
}

/** What is low, by product. */
export function listLowStock(query: Paged, signal: AbortSignal): Promise<Page<Stock>> {
  return answer(stock.$get({ query: { ...query, low: "true" } }, { init: { signal } }));
}

export function getStock(productId: string, signal: AbortSignal): Promise<Stock> {
  return answer(ofProduct.$get({ param: { productId } }, { init: { signal } }));
}

/** Says from when on a product is low, if its stock is still at its `version`; otherwise as `editClient`. */
export function editStock({ productId, version }: Stock, lowAt: number | null): Promise<Stock> {
  const param = { productId: String(productId) };
  return answer(ofProduct.$patch({ param, header: { "if-match": `"${version}"` }, json: { lowAt } }));
}

export function listMovements(productId: number, query: Paged, signal: AbortSignal): Promise<Page<Movement>> {
  const param = { productId: String(productId) };
  return answer(ofProduct.movements.$get({ param, query }, { init: { signal } }));
}

/** `key` makes it safe to send again: the same key and movement moves once. */
export function createMovement(productId: number, json: NewMovement, key: string): Promise<Movement> {
  const param = { productId: String(productId) };
  return answer(ofProduct.movements.$post({ param, json }, { headers: { "idempotency-key": key } }));
}

/** One step of the proof that stock is the sum of its movements. */
export function reconcile(cursor: string | null, signal: AbortSignal): Promise<Reconciliation> {
  return answer(stock.reconciliation.$get({ query: cursor ? { cursor } : {} }, { init: { signal } }));
}
