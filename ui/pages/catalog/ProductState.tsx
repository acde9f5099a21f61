import type { Product } from "../../api-catalog.ts";
import { Badge } from "../../components/Badge.tsx";
import { t } from "../../i18n/language.ts";

export function isOnSale({ active, archivedAt }: Product): boolean {
  return active && archivedAt === null;
}

/** Whether a product is for sale. */
export function ProductState({ product }: { product: Product }) {
  const words = t.value.catalog.states;
  if (product.archivedAt) return <Badge tone="plain">{words.archived}</Badge>;
  return product.active ? (
    <Badge tone="ok">{words.forSale}</Badge>
  ) : (
    <Badge tone="warn">{words.notForSale}</Badge>
  );
}
