import * as z from "zod";
import { createRoutes } from "../shared/service.ts";
import { body } from "../shared/validation.ts";
import type { CatalogEnv, CatalogVariables } from "./env.ts";
import { findForSale, sellProducts } from "./sell-products.ts";

const Ids = z.strictObject({ ids: z.array(z.int().min(1)).min(1).max(1000) });

/**
 * `POST /internal/products/sold`: the service that sells calls it before it stores a purchase. Answers
 * `{ items: [{ id, title, sku, kind, priceCents, active, archived }] }`, without those that there aren't.
 */
export const soldProducts = createRoutes<CatalogEnv, CatalogVariables>().post("/", body(Ids), async (c) =>
  c.json(await sellProducts(c.var.db, c.req.valid("json").ids)),
);

/** `POST /internal/products/find`: answers the same, and the products may still be deleted. */
export const foundProducts = createRoutes<CatalogEnv, CatalogVariables>().post("/", body(Ids), async (c) =>
  c.json(await findForSale(c.var.db, c.req.valid("json").ids)),
);
