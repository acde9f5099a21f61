import { Badge } from "../../components/Badge.tsx";
import { t } from "../../i18n/language.ts";

/** Whether there is none left, few, or enough. */
export function StockState({ stock }: { stock: { available: number; low: boolean } }) {
  const words = t.value.stock;
  if (stock.available === 0) return <Badge tone="error">{words.out}</Badge>;
  return stock.low ? <Badge tone="warn">{words.low}</Badge> : <Badge tone="ok">{words.enough}</Badge>;
}
