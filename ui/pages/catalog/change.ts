import type { ProductFilters } from "../../models/product-filters.ts";

/** Sets some of the filters, or takes them away. What is typed replaces the address, and what is chosen adds one. */
export type Change = (changes: ProductFilters, how?: { replace: boolean }) => void;
