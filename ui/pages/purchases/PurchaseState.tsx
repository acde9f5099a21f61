import type { Purchase } from "../../api-sales.ts";
import { Badge } from "../../components/Badge.tsx";
import { t } from "../../i18n/language.ts";
import { stateOf } from "../../models/purchase-filters.ts";

/** Whether a purchase was sold, waits for stock, or was cancelled; and whether some of it came back. */
export function PurchaseState({ purchase }: { purchase: Purchase }) {
  const words = t.value.sales;
  const { items } = purchase;
  const state = stateOf(purchase);
  const cameBack = items.some(({ returned }) => returned > 0);
  if (state === "fulfilled" && cameBack) {
    const all = items.every(({ returned, quantity }) => returned === quantity);
    return <Badge tone="plain">{all ? words.returned.all : words.returned.some}</Badge>;
  }
  const tone = ({ fulfilled: "ok", waiting: "warn", cancelled: "plain" } as const)[state];
  return <Badge tone={tone}>{words.states[state]}</Badge>;
}
