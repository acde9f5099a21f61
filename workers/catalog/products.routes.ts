import * as z from "zod";
import { operation } from "../shared/describe.ts";
import { etagOf, ifMatch, versioned } from "../shared/etag.ts";
import { idempotent } from "../shared/idempotency.ts";
import { linkNext, orIds, pageOf, pageParameters, wholeNumber } from "../shared/lists.ts";
import { createRoutes } from "../shared/service.ts";
import { body, path, query } from "../shared/validation.ts";
import { deleteProduct } from "./delete-product.ts";
import { editProduct } from "./edit-product.ts";
import type { CatalogEnv, CatalogVariables } from "./env.ts";
import { productFilters } from "./list-parameters.ts";
import { findProducts, listProducts } from "./list-products.ts";
import { removeFiles } from "./loose-files.ts";
import { FEW, handOverStock } from "./opening-stock.ts";
import { NewProduct, Product, ProductChanges } from "./product.ts";
import { ProductAuditEntry } from "./product-audit.ts";
import { createProduct, getProduct, listProductAudit } from "./products.ts";

const ListProducts = orIds({ ...pageParameters, ...productFilters }, "Archived ones too.");

const Paged = z.strictObject(pageParameters);

const ProductId = z.object({ id: wholeNumber(1) });

const tag = "Products";

/** `/api/products`: the records, books and other products that a shop sells. */
export const products = createRoutes<CatalogEnv, CatalogVariables>()
  .get(
    "/",
    operation({
      id: "listProducts",
      right: "catalog:read",
      tag,
      summary: "List products",
      details: "With `Accept: text/csv` the whole list comes as CSV, as from `/api/products.csv`.",
      answers: {
        200: {
          description: "A page of them.",
          schema: pageOf(Product),
          also: { "text/csv": z.string() },
          headers: ["link"],
        },
      },
    }),
    query(ListProducts),
    async (c) => {
      const { ids, ...input } = c.req.valid("query");
      const page = ids ? await findProducts(c.var.db, ids) : await listProducts(c.var.db, input);
      return c.json(page, 200, linkNext(c, page));
    },
  )
  .post(
    "/",
    operation({
      id: "createProduct",
      right: "catalog:write",
      tag,
      summary: "Create a product",
      details:
        "With the fields of its kind, which stays what it is. Its stock is in the ledger when this is answered, or, while that can't be reached, a minute or so after it can.",
      answers: { 201: { description: "It was created.", schema: Product, headers: ["location", "etag"] } },
      problems: ["conflict"],
    }),
    body(NewProduct),
    idempotent,
    async (c) => {
      const { db, identity, idempotency, requestId } = c.var;
      const input = c.req.valid("json");
      const product = await createProduct(db, input, identity, idempotency);
      if (input.stock) await handOverStock(db, c.env.SALES, { atMost: FEW, requestId });
      return c.json(product, 201, { location: `/api/products/${product.id}`, etag: etagOf(product) });
    },
  )
  .get(
    "/:id",
    operation({
      id: "getProduct",
      right: "catalog:read",
      tag,
      summary: "Get a product",
      answers: { 200: { description: "The product; an archived one, too.", schema: Product } },
      problems: ["not-found"],
    }),
    path(ProductId),
    versioned,
    async (c) => {
      const product = await getProduct(c.var.db, c.req.valid("param").id);
      return c.json(product, 200, { etag: etagOf(product) });
    },
  )
  .patch(
    "/:id",
    operation({
      id: "editProduct",
      right: "catalog:write",
      tag,
      summary: "Edit a product, or bring an archived one back",
      details:
        "What is left out stays as it is; null clears. An archived product is only edited with `archived: false`.",
      answers: { 200: { description: "The product as it is now.", schema: Product } },
      problems: ["not-found", "conflict"],
    }),
    path(ProductId),
    body(ProductChanges),
    ifMatch,
    async (c) => {
      const product = await editProduct(c.var.db, {
        id: c.req.valid("param").id,
        version: c.req.valid("header")["if-match"],
        changes: c.req.valid("json"),
        by: c.var.identity,
      });
      return c.json(product, 200, { etag: etagOf(product) });
    },
  )
  .delete(
    "/:id",
    operation({
      id: "deleteProduct",
      right: "catalog:write",
      tag,
      summary: "Delete a product",
      details: "One that was ever sold is archived: it stays for the history, and out of lists.",
      answers: {
        200: { description: "It was sold before: the product, now archived.", schema: Product },
        204: { description: "It is gone." },
      },
      problems: ["not-found"],
    }),
    path(ProductId),
    ifMatch,
    async (c) => {
      const { db, identity: by } = c.var;
      const edit = { id: c.req.valid("param").id, version: c.req.valid("header")["if-match"], by };
      const { product, unused } = await deleteProduct(db, edit);
      c.executionCtx.waitUntil(removeFiles(db, c.env.COVERS, unused));
      return product ? c.json(product, 200, { etag: etagOf(product) }) : c.body(null, 204);
    },
  )
  .get(
    "/:id/audit",
    operation({
      id: "listProductAudit",
      right: "catalog:read",
      tag,
      summary: "List who changed a product, and what",
      details: "Newest first; also of a product that was deleted.",
      answers: {
        200: { description: "A page of it.", schema: pageOf(ProductAuditEntry), headers: ["link"] },
      },
      problems: ["not-found"],
    }),
    path(ProductId),
    query(Paged),
    async (c) => {
      const page = await listProductAudit(c.var.db, c.req.valid("param").id, c.req.valid("query"));
      return c.json(page, 200, linkNext(c, page));
    },
  );
