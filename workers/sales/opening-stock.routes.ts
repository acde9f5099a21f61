import * as z from "zod";
import { createRoutes } from "../shared/service.ts";
import { body } from "../shared/validation.ts";
import type { SalesEnv, SalesVariables } from "./env.ts";
import { storeOpeningStock } from "./stock.ts";

const Opening = z.strictObject({
  items: z
    .array(
      z.strictObject({
        productId: z.int().min(1),
        quantity: z.int().min(1),
        at: z.iso.datetime(),
        by: z.strictObject({
          kind: z.enum(["person", "key", "setup"]),
          id: z.int().nullable(),
          name: z.string(),
        }),
      }),
    )
    .min(1)
    .max(1000),
});

/** `POST /internal/stock/opening`: the catalogue tells what new products begin with, until it hears that it arrived. */
export const openingStock = createRoutes<SalesEnv, SalesVariables>().post("/", body(Opening), async (c) => {
  await storeOpeningStock(c.var.db, c.req.valid("json").items);
  return c.body(null, 204);
});
