import { parseReais } from "./reais.ts";

/** The filters as they stand in the address; totals in reais, as they are typed, and days the shop's. */
export const PURCHASE_FILTERS = ["client", "product", "state", "from", "to", "totalFrom", "totalTo"] as const;

export type PurchaseFilters = Partial<Record<(typeof PURCHASE_FILTERS)[number], string | undefined>>;

export const PURCHASE_STATES = ["fulfilled", "waiting", "cancelled"] as const;

export type PurchaseState = (typeof PURCHASE_STATES)[number];

/** Whether it was sold, waits for stock, or was cancelled. */
export function stateOf(purchase: { fulfilled: boolean; cancelled: boolean }): PurchaseState {
  if (purchase.cancelled) return "cancelled";
  return purchase.fulfilled ? "fulfilled" : "waiting";
}

const BY_STATE: Record<string, Record<string, string>> = {
  fulfilled: { fulfilled: "true", cancelled: "false" },
  waiting: { fulfilled: "false", cancelled: "false" },
  cancelled: { cancelled: "true" },
};

/** What the API is asked for; what can't be read narrows nothing. */
export function toPurchasesQuery(filters: PurchaseFilters): Record<string, string> {
  const { client, product, state = "", from, to, totalFrom, totalTo } = filters;
  const [least, most] = [parseReais(totalFrom ?? ""), parseReais(totalTo ?? "")];
  const isId = (text: string | undefined) => /^[1-9]\d{0,14}$/.test(text ?? "");
  const isDay = (text: string | undefined) => /^\d{4}-\d\d-\d\d$/.test(text ?? "");
  return {
    ...(isId(client) && { clientId: client! }),
    ...(isId(product) && { productId: product! }),
    ...BY_STATE[state],
    ...(isDay(from) && { from: from! }),
    ...(isDay(to) && { to: to! }),
    ...(least !== null && { minTotalCents: String(least) }),
    ...(most !== null && { maxTotalCents: String(most) }),
  };
}
