import { signal } from "@preact/signals";
import { getProduct, listProducts, type Product, type ProductsQuery } from "../api-catalog.ts";
import { createPagedList } from "./paged-list.ts";
import { createResource } from "./resource.ts";

/** Fills the rows of a grid of two, three, four or six. */
const PAGE_SIZE = "48";

/** The product saved last, to be pointed out in the catalogue. */
export const savedProduct = signal<Product | null>(null);

/** The title of the product deleted last, until the catalogue has said so. */
export const deletedTitle = signal<string | null>(null);

/** The catalogue, as filters and order leave it. */
export function createProductList() {
  return createPagedList<ProductsQuery, Product>((query, cursor, signal) =>
    listProducts({ ...query, limit: PAGE_SIZE, ...(cursor && { cursor }) }, signal),
  );
}

/** One product, by id. */
export function createProductDetail() {
  return createResource(getProduct);
}

/** Who made a product: its artist, author or brand. */
export function makerOf(product: Product): string | null {
  if (product.kind === "record") return product.artist;
  return product.kind === "book" ? product.author : product.brand;
}
