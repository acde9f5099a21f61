import * as z from "zod";
import { operation } from "../shared/describe.ts";
import { etagOf, ifMatch, versioned } from "../shared/etag.ts";
import { idempotent } from "../shared/idempotency.ts";
import { linkNext, pageOf, pageParameters, wholeNumber } from "../shared/lists.ts";
import { createRoutes } from "../shared/service.ts";
import { body, path, query } from "../shared/validation.ts";
import { editWebhook, rotateSecret } from "./change-webhook.ts";
import { postageOf, type SalesEnv, type SalesVariables } from "./env.ts";
import { NewWebhook, Webhook, WebhookAuditEntry, WebhookChanges, WebhookWithSecret } from "./webhook.ts";
import { createWebhook, deleteWebhook, getWebhook, listWebhookAudit, listWebhooks } from "./webhooks.ts";

const Paged = z.strictObject(pageParameters);

const WebhookId = z.object({ id: wholeNumber(1) });

const tag = "Webhooks";

const right = "webhooks:manage";

/** `/api/webhooks`: who is told of events, and where. */
export const webhooks = createRoutes<SalesEnv, SalesVariables>()
  .get(
    "/",
    operation({
      id: "listWebhooks",
      right,
      tag,
      summary: "List webhooks",
      details: "Newest first.",
      answers: { 200: { description: "A page of them.", schema: pageOf(Webhook), headers: ["link"] } },
    }),
    query(Paged),
    async (c) => {
      const page = await listWebhooks(c.var.db, c.req.valid("query"));
      return c.json(page, 200, linkNext(c, page));
    },
  )
  .post(
    "/",
    operation({
      id: "createWebhook",
      right,
      tag,
      summary: "Be told of events",
      details:
        "Each event of these types is posted to the address within seconds, at least once and in any order, signed after https://www.standardwebhooks.com. Any 2xx within 10 s takes it; else it is tried again, eight times within 32 hours. The answer shows the secret, this once.",
      answers: {
        201: { description: "It was made.", schema: WebhookWithSecret, headers: ["location", "etag"] },
      },
    }),
    body(NewWebhook),
    idempotent,
    async (c) => {
      const how = { by: c.var.identity, claim: c.var.idempotency, postage: postageOf(c.env) };
      const made = await createWebhook(c.var.db, c.req.valid("json"), how);
      return c.json(made, 201, { location: `/api/webhooks/${made.id}`, etag: etagOf(made) });
    },
  )
  .get(
    "/:id",
    operation({
      id: "getWebhook",
      right,
      tag,
      summary: "Get a webhook",
      details: "Without its secret.",
      answers: { 200: { description: "The webhook.", schema: Webhook } },
      problems: ["not-found"],
    }),
    path(WebhookId),
    versioned,
    async (c) => {
      const webhook = await getWebhook(c.var.db, c.req.valid("param").id);
      return c.json(webhook, 200, { etag: etagOf(webhook) });
    },
  )
  .patch(
    "/:id",
    operation({
      id: "editWebhook",
      right,
      tag,
      summary: "Edit a webhook",
      answers: { 200: { description: "The webhook as it is now.", schema: Webhook } },
      problems: ["not-found"],
    }),
    path(WebhookId),
    body(WebhookChanges),
    ifMatch,
    async (c) => {
      const edited = await editWebhook(c.var.db, {
        id: c.req.valid("param").id,
        version: c.req.valid("header")["if-match"],
        changes: c.req.valid("json"),
        by: c.var.identity,
        postage: postageOf(c.env),
      });
      return c.json(edited, 200, { etag: etagOf(edited) });
    },
  )
  .delete(
    "/:id",
    operation({
      id: "deleteWebhook",
      right,
      tag,
      summary: "Delete a webhook",
      details: "What still waits for it isn't sent any more.",
      answers: { 204: { description: "It is gone." } },
      problems: ["not-found"],
    }),
    path(WebhookId),
    async (c) => {
      await deleteWebhook(c.var.db, c.req.valid("param").id, c.var.identity);
      return c.body(null, 204);
    },
  )
  .post(
    "/:id/secret",
    operation({
      id: "rotateWebhookSecret",
      right,
      tag,
      summary: "Give a webhook a new secret",
      details:
        "The answer shows it, this once. For 24 hours the one before signs too, in the same header, so that the receiver can change over.",
      answers: { 200: { description: "With the new secret.", schema: WebhookWithSecret, headers: ["etag"] } },
      problems: ["not-found"],
    }),
    path(WebhookId),
    idempotent,
    async (c) => {
      const how = { by: c.var.identity, claim: c.var.idempotency, postage: postageOf(c.env) };
      const rotated = await rotateSecret(c.var.db, c.req.valid("param").id, how);
      return c.json(rotated, 200, { etag: etagOf(rotated) });
    },
  )
  .get(
    "/:id/audit",
    operation({
      id: "listWebhookAudit",
      right,
      tag,
      summary: "List who did what to a webhook",
      details: "Newest first; also once it is deleted.",
      answers: {
        200: { description: "A page of it.", schema: pageOf(WebhookAuditEntry), headers: ["link"] },
      },
      problems: ["not-found"],
    }),
    path(WebhookId),
    query(Paged),
    async (c) => {
      const page = await listWebhookAudit(c.var.db, c.req.valid("param").id, c.req.valid("query"));
      return c.json(page, 200, linkNext(c, page));
    },
  );
