import { fieldWords, keyOf, keysOf } from "./product-keys.ts";
import type { NewProduct } from "./product.ts";

/** A new product as `selectRows` takes it, and the words it is found by. */
export function toRow(product: Omit<NewProduct, "stock">) {
  return {
    ...product,
    titleKey: keyOf(product.title),
    yearKey: 0,
    ...keysOf(product),
    words: fieldWords(product),
    archived: false,
    version: 1,
  };
}
