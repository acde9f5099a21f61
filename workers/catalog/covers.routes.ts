import * as z from "zod";
import { type Answer, type HeaderName, operation } from "../shared/describe.ts";
import { etagOf, ifMatch } from "../shared/etag.ts";
import { wholeNumber } from "../shared/lists.ts";
import { createRoutes } from "../shared/service.ts";
import { path, rawBody } from "../shared/validation.ts";
import { keyOf } from "./cover.ts";
import { ASK_FIRST, FOR_EVER, serveFile } from "./cover-file.ts";
import { COVER_BODY, readUpload, UPLOAD_BYTES } from "./cover-upload.ts";
import { deleteCover, findCover, putCover } from "./covers.ts";
import type { CatalogEnv, CatalogVariables } from "./env.ts";
import { removeFiles } from "./loose-files.ts";
import { PICTURE_TYPES } from "./pictures/picture.ts";
import { Product } from "./product.ts";

const ProductId = z.object({ id: wholeNumber(1) });

const FileOfProduct = z.object({ id: wholeNumber(1), file: z.string().max(100) });

const tag = "Covers";

const aboutFile = (description: string, headers: HeaderName[] = []): Answer => {
  const picture = z.string().meta({ format: "binary" });
  const [mediaType, ...others] = PICTURE_TYPES;
  const also = Object.fromEntries(others.map((type) => [type, picture]));
  return { description, schema: picture, mediaType, also, headers: ["etag", ...headers] };
};

const fileAnswers = {
  200: aboutFile("The picture."),
  206: aboutFile("The part that `Range` asks for.", ["content-range"]),
  304: { description: "What you have is the newest.", headers: ["etag" as const] },
};

/** `/api/products/{id}/cover`: the picture of a product, and its thumbnail. */
export const covers = createRoutes<CatalogEnv, CatalogVariables>()
  .get(
    "/:id/cover",
    operation({
      id: "getCover",
      right: "catalog:read",
      tag,
      summary: "Get a product's picture",
      details: "Its `url` in the product is of this picture only, and may be kept for ever.",
      answers: fileAnswers,
      problems: ["not-found"],
    }),
    path(ProductId),
    async (c) => {
      const key = await findCover(c.var.db, c.req.valid("param").id);
      return serveFile(c.env.COVERS, key, c.req.raw.headers, ASK_FIRST);
    },
  )
  .get(
    "/:id/cover/:file",
    operation({
      id: "getCoverFile",
      right: "catalog:read",
      tag,
      summary: "Get a picture or thumbnail by its name",
      answers: fileAnswers,
      problems: ["not-found"],
    }),
    path(FileOfProduct),
    async (c) => {
      const { id, file } = c.req.valid("param");
      return serveFile(c.env.COVERS, keyOf(id, file), c.req.raw.headers, FOR_EVER);
    },
  )
  .put(
    "/:id/cover",
    operation({
      id: "putCover",
      right: "catalog:write",
      tag,
      summary: "Give a product a picture",
      details:
        "JPEG, PNG, WebP or AVIF, known by its bytes; place, camera and author are taken out. A form may bring a thumbnail along, for lists.",
      answers: { 200: { description: "The product as it is now.", schema: Product } },
      problems: ["not-found", "conflict"],
    }),
    path(ProductId),
    rawBody(UPLOAD_BYTES, COVER_BODY),
    ifMatch,
    async (c) => {
      const { db, identity: by } = c.var;
      const edit = { id: c.req.valid("param").id, version: c.req.valid("header")["if-match"], by };
      const { product, unused } = await putCover(db, c.env.COVERS, edit, await readUpload(c.req.raw));
      c.executionCtx.waitUntil(removeFiles(db, c.env.COVERS, unused));
      return c.json(product, 200, { etag: etagOf(product) });
    },
  )
  .delete(
    "/:id/cover",
    operation({
      id: "deleteCover",
      right: "catalog:write",
      tag,
      summary: "Take a product's picture away",
      answers: { 200: { description: "The product as it is now.", schema: Product } },
      problems: ["not-found", "conflict"],
    }),
    path(ProductId),
    ifMatch,
    async (c) => {
      const { db, identity: by } = c.var;
      const edit = { id: c.req.valid("param").id, version: c.req.valid("header")["if-match"], by };
      const { product, unused } = await deleteCover(db, edit);
      c.executionCtx.waitUntil(removeFiles(db, c.env.COVERS, unused));
      return c.json(product, 200, { etag: etagOf(product) });
    },
  );
