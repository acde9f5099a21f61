import * as z from "zod";
import { operation } from "../shared/describe.ts";
import { etagOf, versioned } from "../shared/etag.ts";
import { idempotent } from "../shared/idempotency.ts";
import { linkNext, pageOf, pageParameters, wholeNumber } from "../shared/lists.ts";
import { createRoutes } from "../shared/service.ts";
import { body, path, query } from "../shared/validation.ts";
import {
  Cancellation,
  cancelPurchase,
  type Change,
  fulfilPurchase,
  Return,
  returnItems,
} from "./change-purchase.ts";
import { createPurchase } from "./create-purchase.ts";
import type { SalesEnv, SalesVariables } from "./env.ts";
import { listPurchases, PURCHASE_SORTS } from "./list-purchases.ts";
import { actOf } from "./neighbours.routes.ts";
import { periodParameters, readPeriod } from "./period.ts";
import { NewPurchase, Purchase } from "./purchase.ts";
import { listPurchaseAudit, PurchaseAuditEntry } from "./purchase-audit.ts";
import { getPurchase } from "./purchases.ts";

const flag = z.enum(["true", "false"]).transform((text) => text === "true");

/** What narrows and orders a list of purchases. */
export const purchaseFilters = {
  clientId: wholeNumber(1).optional().meta({ description: "Only of this client." }),
  productId: wholeNumber(1).optional().meta({ description: "Only with this product." }),
  fulfilled: flag.optional().meta({ description: "Only those that were, or those that weren't." }),
  cancelled: flag.optional().meta({ description: "Only those that were, or those that weren't." }),
  ...periodParameters,
  minTotalCents: wholeNumber(0).optional().meta({ description: "No cheaper than this." }),
  maxTotalCents: wholeNumber(0).optional().meta({ description: "No dearer than this." }),
  sort: z.enum(PURCHASE_SORTS).optional().describe("`-createdAt`, newest first, unless it is said."),
};

const ListPurchases = z.strictObject({ ...pageParameters, ...purchaseFilters });

const Paged = z.strictObject(pageParameters);

const PurchaseId = z.object({ id: wholeNumber(1) });

const tag = "Purchases";

const CHANGED = {
  200: { description: "The purchase as it is now.", schema: Purchase, headers: ["etag" as const] },
};

/** `/api/purchases`: what clients bought, or wanted to. */
export const purchases = createRoutes<SalesEnv, SalesVariables>()
  .get(
    "/",
    operation({
      id: "listPurchases",
      right: "sales:read",
      tag,
      summary: "List purchases",
      details:
        "With `Accept: text/csv` the whole list comes as CSV, as from `/api/purchases.csv`. A page may be short before the last.",
      answers: {
        200: {
          description: "A page of them.",
          schema: pageOf(Purchase),
          also: { "text/csv": z.string() },
          headers: ["link"],
        },
      },
    }),
    query(ListPurchases),
    async (c) => {
      const { from, to, ...filters } = c.req.valid("query");
      const period = readPeriod({ from, to }, c.env.TIME_ZONE);
      const page = await listPurchases(c.var.db, { ...filters, period });
      return c.json(page, 200, linkNext(c, page));
    },
  )
  .post(
    "/",
    operation({
      id: "createPurchase",
      right: "sales:write",
      tag,
      summary: "Sell",
      details:
        "With enough of everything in stock the purchase is fulfilled and takes it. Otherwise it is stored as one that waits, `fulfilled: false`, with each item's `shortfall`, and takes nothing. Prices stay what they are now.",
      answers: { 201: { description: "It was stored.", schema: Purchase, headers: ["location", "etag"] } },
      problems: ["service-failed"],
    }),
    body(NewPurchase),
    idempotent,
    async (c) => {
      const { db, neighbours, idempotency: claim } = c.var;
      const sale = { ...actOf(c), neighbours, claim, timeZone: c.env.TIME_ZONE };
      const purchase = await createPurchase(db, c.req.valid("json"), sale);
      return c.json(purchase, 201, { location: `/api/purchases/${purchase.id}`, etag: etagOf(purchase) });
    },
  )
  .get(
    "/:id",
    operation({
      id: "getPurchase",
      right: "sales:read",
      tag,
      summary: "Get a purchase",
      answers: { 200: { description: "The purchase.", schema: Purchase } },
      problems: ["not-found"],
    }),
    path(PurchaseId),
    versioned,
    async (c) => {
      const purchase = await getPurchase(c.var.db, c.req.valid("param").id);
      return c.json(purchase, 200, { etag: etagOf(purchase) });
    },
  )
  .post(
    "/:id/cancel",
    operation({
      id: "cancelPurchase",
      right: "sales:write",
      tag,
      summary: "Cancel a purchase",
      details: "Once: what it took, and what didn't come back yet, goes back to the stock.",
      answers: CHANGED,
      problems: ["not-found", "conflict"],
    }),
    path(PurchaseId),
    body(Cancellation),
    idempotent,
    async (c) => {
      const change: Change = { ...actOf(c), claim: c.var.idempotency };
      const { reason } = c.req.valid("json");
      const purchase = await cancelPurchase(c.var.db, c.req.valid("param").id, reason, change);
      return c.json(purchase, 200, { etag: etagOf(purchase) });
    },
  )
  .post(
    "/:id/returns",
    operation({
      id: "returnItems",
      right: "sales:write",
      tag,
      summary: "Take items back",
      details: "Some or all of a fulfilled purchase's items come back into the stock.",
      answers: CHANGED,
      problems: ["not-found", "conflict"],
    }),
    path(PurchaseId),
    body(Return),
    idempotent,
    async (c) => {
      const change: Change = { ...actOf(c), claim: c.var.idempotency };
      const purchase = await returnItems(c.var.db, c.req.valid("param").id, c.req.valid("json"), change);
      return c.json(purchase, 200, { etag: etagOf(purchase) });
    },
  )
  .post(
    "/:id/fulfil",
    operation({
      id: "fulfilPurchase",
      right: "sales:write",
      tag,
      summary: "Fulfil a purchase that waits",
      details:
        "Takes its stock, at the prices of when it was made. While there are too few of anything it is refused.",
      answers: CHANGED,
      problems: ["not-found", "conflict"],
    }),
    path(PurchaseId),
    idempotent,
    async (c) => {
      const change: Change = { ...actOf(c), claim: c.var.idempotency };
      const purchase = await fulfilPurchase(c.var.db, c.req.valid("param").id, change);
      return c.json(purchase, 200, { etag: etagOf(purchase) });
    },
  )
  .get(
    "/:id/audit",
    operation({
      id: "listPurchaseAudit",
      right: "sales:read",
      tag,
      summary: "List who did what to a purchase",
      details: "Newest first.",
      answers: {
        200: { description: "A page of it.", schema: pageOf(PurchaseAuditEntry), headers: ["link"] },
      },
      problems: ["not-found"],
    }),
    path(PurchaseId),
    query(Paged),
    async (c) => {
      const page = await listPurchaseAudit(c.var.db, c.req.valid("param").id, c.req.valid("query"));
      return c.json(page, 200, linkNext(c, page));
    },
  );
