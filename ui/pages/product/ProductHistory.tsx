import { useEffect } from "preact/hooks";
import type { Product } from "../../api-catalog.ts";
import { History } from "../../components/History.tsx";
import { useModel } from "../../components/hooks.ts";
import { t } from "../../i18n/language.ts";
import { describeProductEntry } from "../../i18n/product-history.ts";
import { createProductHistory } from "../../models/product-actions.ts";

/** What was done to a product: read anew whenever it changes. */
export function ProductHistory({ product }: { product: Product }) {
  const list = useModel(createProductHistory);
  useEffect(() => void (list.items.value ? list.reread() : list.start(product.id)), [product.version]);
  useEffect(() => list.stop, []);
  return (
    <History
      class="client-history"
      list={list}
      actions={t.value.catalog.actions}
      describe={describeProductEntry}
    />
  );
}
