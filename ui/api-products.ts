import { hc, type InferRequestType } from "hono/client";
import type { CatalogApi } from "../workers/catalog/main.ts";
import { at, type Product } from "./api-catalog.ts";
import { answer, inSession, send } from "./http.ts";
import { upload } from "./upload.ts";

const { products } = hc<CatalogApi>("/", { fetch: send }).api;
const product = products[":id"];

export type StoredCover = NonNullable<Product["cover"]>;
export type NewProduct = InferRequestType<typeof products.$post>["json"];
export type ProductChanges = InferRequestType<typeof product.$patch>["json"];

/** `key` makes it safe to send again: the same key and product is stored once. */
export function createProduct(json: NewProduct, key: string): Promise<Product> {
  return answer(products.$post({ json }, { headers: { "idempotency-key": key } }));
}

/** Changes a product that is still at its `version`; otherwise `precondition-failed` brings the `current` one. */
export function editProduct(stored: Product, json: ProductChanges): Promise<Product> {
  return answer(product.$patch({ ...at(stored), json }));
}

/** Gives a product a cover and the small one for lists, as large files are sent; otherwise as `editProduct`. */
export function putCover(
  { id, version }: Product,
  files: { cover: Blob; thumbnail: Blob },
  how: { signal: AbortSignal; onProgress: (share: number) => void },
): Promise<Product> {
  const body = new FormData();
  body.append("cover", files.cover, "cover");
  body.append("thumbnail", files.thumbnail, "thumbnail");
  const url = `/api/products/${id}/cover`;
  const headers = { "if-match": `"${version}"`, accept: "application/json" };
  return inSession(async () => {
    const response = await upload({ method: "PUT", url, headers, body, ...how });
    return (await response.json()) as Product;
  });
}

/** Takes a product's cover away; otherwise as `editProduct`. */
export function deleteCover(stored: Product): Promise<Product> {
  return answer(product.cover.$delete(at(stored)));
}
