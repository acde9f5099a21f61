import { AlertEvent } from "../shared/alert-news.ts";
import { createRoutes } from "../shared/service.ts";
import { body } from "../shared/validation.ts";
import type { SalesEnv, SalesVariables } from "./env.ts";
import { storeEvent } from "./events.ts";

/** `POST /internal/events`: the log's alerts, until the log hears that they arrived. */
export const tellEvents = createRoutes<SalesEnv, SalesVariables>().post("/", body(AlertEvent), async (c) => {
  await storeEvent(c.var.db, c.req.valid("json"));
  return c.body(null, 204);
});
