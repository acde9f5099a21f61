import type { Client } from "../api.ts";
import type { Purchase, PurchaseAuditEntry } from "../api-sales.ts";
import { nameOf } from "./client-name.ts";
import { formatNumber, formatTime } from "./format.ts";
import { fill, t } from "./language.ts";

/** Who bought, or the number where that isn't known. */
export function buyerOf({ clientId }: Purchase, clients: ReadonlyMap<number, Client>): string {
  const client = clients.get(clientId);
  return client ? nameOf(client) : fill(t.value.sales.clientNumber, { id: clientId });
}

/** What was bought, in a few words. */
export function summaryOf({ items }: Purchase): string {
  const words = t.value.sales;
  const [first, ...more] = items;
  if (!first) return "";
  const { title, quantity } = first;
  const named = quantity === 1 ? title : fill(words.timesOf, { n: formatNumber(quantity), title });
  return more.length === 0 ? named : fill(words.andMore, { title: named, n: formatNumber(more.length) });
}

/** One of the shop's days, `2026-11-23`, as it is written; noon is on it in every zone near the shop's. */
export function formatDay(day: string): string {
  return formatTime(`${day}T12:00:00`, "date");
}

/** What was done to a purchase in one entry, a line for each value. */
export function describePurchaseEntry({ changes }: PurchaseAuditEntry, { items }: Purchase): string[] {
  const words = t.value.sales;
  return (changes ?? []).map(({ field, to }) => {
    if (field === "reason") return fill(words.why, { reason: String(to) });
    const productId = Number(field.replace("item:", ""));
    const title = items.find((item) => item.productId === productId)?.title ?? field;
    return fill(words.timesOf, { n: formatNumber(Number(to)), title });
  });
}
