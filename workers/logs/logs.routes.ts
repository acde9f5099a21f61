import * as z from "zod";
import { linkNext, pageParameters } from "../shared/lists.ts";
import { createRoutes } from "../shared/service.ts";
import { query } from "../shared/validation.ts";
import type { LogsEnv } from "./env.ts";
import { method, moment, name, period, range, statusClass } from "./parameters.ts";
import { readStats } from "./stats.ts";
import { searchLog } from "./search.ts";

const ListEntries = z
  .strictObject({
    ...pageParameters,
    service: name.optional(),
    method: method.optional(),
    /** One status, or a class of them. */
    status: z
      .string()
      .regex(/^[1-5](\d\d|xx)$/, "Give a status (404) or a class (4xx)")
      .optional(),
    minDurationMs: z.coerce.number().nonnegative().optional(),
    from: moment.optional(),
    to: moment.optional(),
    /** Text that the path contains, in upper or lower case. */
    path: z.string().min(1).max(512).optional(),
    requestId: z.string().min(1).max(100).optional(),
  })
  .superRefine(range);

const ReadStats = z
  .strictObject({
    from: moment.optional(),
    to: moment.optional(),
    groupBy: z.enum(["route", "service", "method", "status"]).optional(),
    service: name.optional(),
    method: method.optional(),
    status: statusClass.optional(),
    /** A pattern (`/api/clients/:id`), or `*` for what no route matched. */
    route: z.string().min(1).max(512).optional(),
  })
  .transform(period)
  .superRefine(range);

/** The log, newest first, and its figures over time. */
export const logs = createRoutes<LogsEnv>()
  .get("/", query(ListEntries), async (c) => {
    const page = await searchLog(c.env, c.req.valid("query"), Date.now());
    return c.json(page, 200, linkNext(c, page));
  })
  .get("/stats", query(ReadStats), async (c) => {
    return c.json(await readStats(c.env, c.req.valid("query"), Date.now()));
  });

/** The old system's path: the same list as a plain array, its next page in the `Link` header. */
export const oldLogs = createRoutes<LogsEnv>().get("/", query(ListEntries), async (c) => {
  const page = await searchLog(c.env, c.req.valid("query"), Date.now());
  return c.json(page.items, 200, linkNext(c, page));
});
