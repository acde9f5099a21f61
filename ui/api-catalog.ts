import { hc, type InferRequestType, type InferResponseType } from "hono/client";
import type { CatalogApi } from "../workers/catalog/main.ts";
import type { Page } from "./api.ts";
import { answer, send } from "./http.ts";

const { products } = hc<CatalogApi>("/", { fetch: send }).api;
const product = products[":id"];

export type Product = InferResponseType<typeof product.$get>;
export type Kind = Product["kind"];
export type ProductsQuery = InferRequestType<typeof products.$get>["query"];
export type ProductSort = NonNullable<ProductsQuery["sort"]>;
export type Facets = InferResponseType<typeof products.facets.$get>;
export type FacetValue = Facets["genres"][number];
export type FacetValuesQuery = InferRequestType<(typeof products)["facet-values"]["$get"]>["query"];
export type Facet = FacetValuesQuery["facet"];
export type ProductAuditEntry = InferResponseType<typeof product.audit.$get>["items"][number];

export function listProducts(query: ProductsQuery, signal: AbortSignal): Promise<Page<Product>> {
  return answer(products.$get({ query }, { init: { signal } }));
}

export function getProduct(id: string, signal: AbortSignal): Promise<Product> {
  return answer(product.$get({ param: { id } }, { init: { signal } }));
}

/** The most frequent values that lists can be narrowed to; of one kind, or of all. */
export function readFacets(kind: Kind | undefined, signal: AbortSignal): Promise<Facets> {
  return answer(products.facets.$get({ query: kind ? { kind } : {} }, { init: { signal } }));
}

/** The values of a facet that start with a prefix. */
export function listFacetValues(query: FacetValuesQuery, signal: AbortSignal): Promise<Page<FacetValue>> {
  return answer(products["facet-values"].$get({ query }, { init: { signal } }));
}

/** Puts a product on sale or takes it off, if it is still at its `version`; otherwise as `editClient`. */
export function setProductActive(stored: Product, active: boolean): Promise<Product> {
  return answer(product.$patch({ ...at(stored), json: { active } }));
}

/** Brings an archived product back; otherwise as `setProductActive`. */
export function restoreProduct(stored: Product): Promise<Product> {
  return answer(product.$patch({ ...at(stored), json: { archived: false } }));
}

/** Deletes a product, and answers null; one that was sold is archived, and answered. Otherwise as `setProductActive`. */
export async function deleteProduct(stored: Product): Promise<Product | null> {
  const response = await product.$delete(at(stored));
  return response.status === 204 ? null : answer(Promise.resolve(response));
}

export function listProductAudit(
  id: number,
  query: { limit: string; cursor?: string },
  signal: AbortSignal,
): Promise<Page<ProductAuditEntry>> {
  return answer(product.audit.$get({ param: { id: String(id) }, query }, { init: { signal } }));
}

/** Where a browser downloads the whole list as a CSV file. */
export function productsCsvUrl(query: Record<string, string>): string {
  return `/api/products.csv?${new URLSearchParams(query)}`;
}

/** This product, only if it is still at this version. */
export function at({ id, version }: Product) {
  return { param: { id: String(id) }, header: { "if-match": `"${version}"` } };
}
