import type { Context } from "hono";
import * as z from "zod";
import { operation } from "../shared/describe.ts";
import { idempotent } from "../shared/idempotency.ts";
import { linkNext, pageOf, pageParameters, wholeNumber } from "../shared/lists.ts";
import { createRoutes, type ServiceHono } from "../shared/service.ts";
import { path, query } from "../shared/validation.ts";
import { createTest, getDelivery, listDeliveries, redeliver } from "./deliveries.ts";
import { Delivery, DeliveryStatus } from "./delivery.ts";
import type { SalesEnv, SalesVariables } from "./env.ts";
import { sendDeliveries } from "./queue.ts";

const ListDeliveries = z.strictObject({
  ...pageParameters,
  status: DeliveryStatus.optional().describe("Only these: `dead` are those that were given up."),
});

const WebhookId = z.object({ id: wholeNumber(1) });
const DeliveryId = z.object({ id: wholeNumber(1), deliveryId: wholeNumber(1) });

const tag = "Webhooks";

/** `/api/webhooks/{id}/deliveries`, and a test: what was sent to a webhook, and how it went. */
export const deliveries = createRoutes<SalesEnv, SalesVariables>()
  .get(
    "/:id/deliveries",
    operation({
      id: "listDeliveries",
      right: "webhooks:manage",
      tag,
      summary: "List what was sent to a webhook",
      details: "Newest first, for 30 days unless that is set otherwise.",
      answers: { 200: { description: "A page of it.", schema: pageOf(Delivery), headers: ["link"] } },
      problems: ["not-found"],
    }),
    path(WebhookId),
    query(ListDeliveries),
    async (c) => {
      const page = await listDeliveries(c.var.db, c.req.valid("param").id, c.req.valid("query"));
      return c.json(page, 200, linkNext(c, page));
    },
  )
  .get(
    "/:id/deliveries/:deliveryId",
    operation({
      id: "getDelivery",
      right: "webhooks:manage",
      tag,
      summary: "Get one delivery",
      answers: { 200: { description: "How it went so far.", schema: Delivery } },
      problems: ["not-found"],
    }),
    path(DeliveryId),
    async (c) => {
      const { id, deliveryId } = c.req.valid("param");
      return c.json(await getDelivery(c.var.db, id, deliveryId));
    },
  )
  .post(
    "/:id/deliveries/:deliveryId/redeliver",
    operation({
      id: "redeliver",
      right: "webhooks:manage",
      tag,
      summary: "Send a delivery again",
      details:
        "Now, with all its tries, whatever became of it, also if the webhook is inactive. The message keeps its `webhook-id`.",
      answers: { 200: { description: "It is on its way.", schema: Delivery } },
      problems: ["not-found"],
    }),
    path(DeliveryId),
    idempotent,
    async (c) => {
      const { id, deliveryId } = c.req.valid("param");
      const delivery = await redeliver(c.var.db, id, deliveryId, c.var.idempotency);
      sendAfterwards(c, delivery);
      return c.json(delivery);
    },
  )
  .post(
    "/:id/test",
    operation({
      id: "testWebhook",
      right: "webhooks:manage",
      tag,
      summary: "Send a test to a webhook",
      details: "An event of the type `test` without data, signed as any; also if the webhook is inactive.",
      answers: { 201: { description: "It is on its way.", schema: Delivery, headers: ["location"] } },
      problems: ["not-found"],
    }),
    path(WebhookId),
    idempotent,
    async (c) => {
      const { id } = c.req.valid("param");
      const delivery = await createTest(c.var.db, id, c.var.idempotency);
      sendAfterwards(c, delivery);
      return c.json(delivery, 201, { location: `/api/webhooks/${id}/deliveries/${delivery.id}` });
    },
  );

function sendAfterwards(c: Context<ServiceHono<SalesEnv, SalesVariables>>, { id }: Delivery): void {
  const sent = sendDeliveries(c.env.DELIVERIES, [id]);
  c.executionCtx.waitUntil(
    sent.catch((error: unknown) => console.error("a delivery waits for the cron", error)),
  );
}
