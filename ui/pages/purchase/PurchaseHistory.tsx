import { useEffect } from "preact/hooks";
import type { Purchase } from "../../api-sales.ts";
import { History } from "../../components/History.tsx";
import { useModel } from "../../components/hooks.ts";
import { t } from "../../i18n/language.ts";
import { describePurchaseEntry } from "../../i18n/purchase-words.ts";
import { createPurchaseHistory } from "../../models/purchase.ts";

/** What was done to a purchase: read anew whenever it changes. */
export function PurchaseHistory({ purchase }: { purchase: Purchase }) {
  const list = useModel(createPurchaseHistory);
  useEffect(() => void (list.items.value ? list.reread() : list.start(purchase.id)), [purchase.version]);
  useEffect(() => list.stop, []);
  return (
    <History
      class="client-history"
      list={list}
      actions={t.value.sales.actions}
      describe={(entry) => describePurchaseEntry(entry, purchase)}
    />
  );
}
