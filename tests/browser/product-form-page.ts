import type { Page } from "playwright-core";
import { expect } from "vitest";
import { AS_OWNER } from "../stack.ts";

interface Product {
  id: number;
  version: number;
  cover: { url: string; thumbnailUrl: string; type: string; width: number; height: number } | null;
}

/** What others do by the API while a browser is open, and what is stored in the end. */
export function productsApi(url: string) {
  async function call(method: string, path: string, body?: BodyInit, headers: Record<string, string> = {}) {
    const response = await fetch(url + path, {
      method,
      headers: { ...AS_OWNER, ...headers },
      ...(body && { body }),
    });
    expect(response.ok).toBe(true);
    return response;
  }
  const json = { "content-type": "application/json" };
  const one = (id: number) => `/api/products/${id}`;
  const read = async (id: number) => (await (await call("GET", one(id))).json()) as Product;
  const now = async (id: number) => ({ "if-match": `"${(await read(id)).version}"` });
  return {
    read,
    create: async (product: object) =>
      (await (await call("POST", "/api/products", JSON.stringify(product), json)).json()) as Product,
    change: async (id: number, changes: object) =>
      call("PATCH", one(id), JSON.stringify(changes), { ...json, ...(await now(id)) }),
    putCover: async (id: number, bytes: Uint8Array<ArrayBuffer>) =>
      call("PUT", `${one(id)}/cover`, bytes, { "content-type": "image/*", ...(await now(id)) }),
    search: async (text: string) =>
      ((await (await call("GET", `/api/products?search=${text}`)).json()) as { items: Product[] }).items,
    file: async (path: string) => {
      const response = await call("GET", path);
      return { type: response.headers.get("content-type"), bytes: Buffer.from(await response.arrayBuffer()) };
    },
  };
}

/** A picture that the browser draws. */
export async function drawnPicture(page: Page, width: number, height: number, mimeType: string) {
  const url = await page.evaluate(
    ([width, height, type]) => {
      const canvas = Object.assign(document.createElement("canvas"), { width, height });
      const context = canvas.getContext("2d")!;
      for (let x = 0; x < width; x += 10) {
        context.fillStyle = `hsl(${x}deg 70% 50%)`;
        context.fillRect(x, 0, 10, height);
      }
      return canvas.toDataURL(type);
    },
    [width, height, mimeType] as const,
  );
  return { name: "drawn", mimeType, buffer: Buffer.from(url.split(",")[1]!, "base64") };
}

/** Larger than a cover may be. */
export function bigPhoto(page: Page) {
  return drawnPicture(page, 3000, 1500, "image/jpeg");
}
