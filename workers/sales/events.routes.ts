import type { MiddlewareHandler } from "hono";
import * as z from "zod";
import { operation } from "../shared/describe.ts";
import { linkNext, pageOf, pageParameters } from "../shared/lists.ts";
import { createRoutes, type ServiceHono } from "../shared/service.ts";
import { query } from "../shared/validation.ts";
import type { SalesEnv, SalesVariables } from "./env.ts";
import { Event, EventType } from "./event.ts";
import { listEvents } from "./events.ts";
import { relaySoon } from "./relay.ts";

const ListEvents = z.strictObject({
  ...pageParameters,
  type: EventType.optional().describe("Only those of this type."),
});

/** `/api/events`: what happened. */
export const events = createRoutes<SalesEnv, SalesVariables>().get(
  "/",
  operation({
    id: "listEvents",
    right: "sales:read",
    tag: "Events",
    summary: "List what happened",
    details: "Newest first; each is here once, within seconds. Webhooks bring the same.",
    answers: { 200: { description: "A page of it.", schema: pageOf(Event), headers: ["link"] } },
  }),
  query(ListEvents),
  async (c) => {
    const page = await listEvents(c.var.db, c.req.valid("query"));
    return c.json(page, 200, linkNext(c, page));
  },
);

/** After a write was answered, hands to the queue what happened. */
export const relayed: MiddlewareHandler<ServiceHono<SalesEnv, SalesVariables>> = async (c, next) => {
  await next();
  if (c.req.method === "GET" || c.req.method === "HEAD" || !c.res.ok) return;
  const relay = relaySoon(c.var.db, c.env.EVENTS);
  c.executionCtx.waitUntil(relay.catch((error: unknown) => console.error("events wait for the cron", error)));
};
