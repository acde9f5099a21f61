import { SELF } from "cloudflare:test";
import { createTestClient } from "../shared/test-client.ts";
import { openTestDatabase } from "../shared/test-database.ts";
import type { Product } from "./product.ts";

export const api = createTestClient(SELF);
export const db = openTestDatabase();

export const RECORD = {
  kind: "record",
  title: "Sorriso Negro",
  artist: "Dona Ivone Lara",
  priceCents: 18_990,
};
export const BOOK = { kind: "book", title: "Torto Arado", author: "Itamar Vieira Junior", priceCents: 6_490 };
export const OTHER = { kind: "product", title: "Escova de vinil", priceCents: 4_500 };

export const send = (method: string, path: string, json: unknown, headers: Record<string, string> = {}) =>
  api.send(method, path, JSON.stringify(json), { "content-type": "application/json", ...headers });

export const patch = (path: string, version: number, changes: object) =>
  send("PATCH", path, changes, { "if-match": `"${version}"` });

export const remove = (path: string, version = 1) =>
  api.send("DELETE", path, undefined, { "if-match": `"${version}"` });

export const sell = (...ids: number[]) =>
  api.send("POST", "/internal/products/sold", JSON.stringify({ ids }), {
    "content-type": "application/json",
  });

/** Creates a product, which is to go well. */
export async function create(fields: object): Promise<Product & { path: string }> {
  const { status, body, headers } = await api.post("/api/products", fields);
  if (status !== 201) throw new Error(JSON.stringify(body));
  return { ...body, path: headers.get("location") };
}

/** All products of a list, page by page. */
export async function walk(
  path: string,
  betweenPages?: (page: number) => Promise<unknown>,
): Promise<Product[]> {
  const found: Product[] = [];
  let cursor = "";
  for (let page = 1; ; page += 1) {
    const { status, body } = await api.get(`${path}${path.includes("?") ? "&" : "?"}${cursor}`);
    if (status !== 200) throw new Error(JSON.stringify(body));
    found.push(...body.items);
    if (body.nextCursor === null) return found;
    cursor = `cursor=${body.nextCursor}`;
    await betweenPages?.(page);
  }
}

export const titles = (items: { title: string }[]) => items.map(({ title }) => title);
