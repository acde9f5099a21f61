import { useEffect } from "preact/hooks";
import { getStock } from "../../api-stock.ts";
import { useModel } from "../../components/hooks.ts";
import { formatCount } from "../../i18n/format.ts";
import { t } from "../../i18n/language.ts";
import { createResource } from "../../models/resource.ts";
import { may } from "../../models/session.ts";
import { StockState } from "../stock/StockState.tsx";

/** How many there are of a product, and the ways to its stock and its sales. */
export function StockLine({ productId }: { productId: number }) {
  const read = useModel(() => createResource(getStock));
  useEffect(() => {
    void read.load(String(productId));
    return read.stop;
  }, []);
  const words = t.value.stock;
  const stock = read.data.value;
  return (
    <p class="product-stock">
      <a class="product-available" href={`/stock/${productId}`}>
        {stock ? formatCount(stock.available, words.inStock) : words.title}
      </a>
      {stock && <StockState stock={stock} />}
      {may("sales:read") && <a href={`/purchases?product=${productId}`}>{words.toSales}</a>}
    </p>
  );
}
