import { expect } from "vitest";
import { createProduct } from "../../workers/catalog/products.ts";
import { NewProduct } from "../../workers/catalog/product.ts";
import { samplePicture } from "../../workers/catalog/pictures/test-pictures.ts";
import { sellProducts } from "../../workers/catalog/sell-products.ts";
import { openWorker } from "../../workers/local/open-worker.ts";
import { SETUP } from "../../workers/shared/audit.ts";
import { openDatabase } from "../../workers/shared/database.ts";
import { AS_OWNER } from "../stack.ts";
import { startSpending } from "../../workers/shared/timing.ts";

interface Stored {
  id: number;
  title: string;
  active: boolean;
  version: number;
}

/** What others do with the catalogue by the API while a browser is open. */
export function catalogApi(url: string) {
  async function call(method: string, path: string, init: RequestInit, version?: number): Promise<Stored> {
    const headers = new Headers({ ...AS_OWNER, ...(version && { "if-match": `"${version}"` }) });
    if (typeof init.body === "string") headers.set("content-type", "application/json");
    const response = await fetch(`${url}/api/products${path}`, { ...init, method, headers });
    expect(response.ok, await response.clone().text()).toBe(true);
    return (await response.json()) as Stored;
  }
  return {
    create: (product: object) => call("POST", "", { body: JSON.stringify(product) }),
    read: (id: number) => call("GET", `/${id}`, {}),
    edit: ({ id, version }: Stored, changes: object) =>
      call("PATCH", `/${id}`, { body: JSON.stringify(changes) }, version),
    putCover: ({ id, version }: Stored) =>
      call(
        "PUT",
        `/${id}/cover`,
        { body: new Blob([samplePicture("jpeg")], { type: "image/jpeg" }) },
        version,
      ),
  };
}

/** Makes a product that was sold, in a state whose stack isn't running yet: no call from outside says so. */
export async function createSold(state: string, product: object): Promise<number> {
  const { env, dispose } = await openWorker<{ DB: D1Database }>("catalog", state);
  const db = openDatabase(env, startSpending());
  const { id } = await createProduct(db, NewProduct.parse(product), SETUP);
  await sellProducts(db, [id]);
  await dispose();
  return id;
}
