import { hc, type InferResponseType } from "hono/client";
import type { SalesApi } from "../workers/sales/main.ts";
import { answer, send } from "./http.ts";

const { summary } = hc<SalesApi>("/", { fetch: send }).api.sales;

export type SalesSummary = InferResponseType<typeof summary.$get, 200>;
export type SalesFigures = SalesSummary["total"];
export type SalesDay = SalesSummary["days"][number];
export type BestSeller = SalesSummary["bestSellers"][number];

/** What was sold in the shop's last so many days, today included. */
export function readSalesSummary(days: string, signal: AbortSignal): Promise<SalesSummary> {
  return answer(summary.$get({ query: { days } }, { init: { signal } }));
}

/** Where a browser downloads its days as a CSV file. */
export function salesCsvUrl({ from, to }: SalesSummary): string {
  return `/api/sales/summary.csv?${new URLSearchParams({ from, to })}`;
}
