import { listProducts, type Product } from "../api-catalog.ts";
import { createFinder } from "./finder.ts";

const SHOWN = "8";

/** Products by the start of any word of what they are known by. */
export function createProductFinder() {
  return createFinder<Product>(
    async (search, signal) => (await listProducts({ search, limit: SHOWN }, signal)).items,
  );
}
