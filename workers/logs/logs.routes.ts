import * as z from "zod";
import { operation } from "../shared/describe.ts";
import { linkNext, pageOf, pageParameters } from "../shared/lists.ts";
import { createRoutes } from "../shared/service.ts";
import { query } from "../shared/validation.ts";
import type { LogsEnv } from "./env.ts";
import { caller, method, moment, name, period, range, statusClass } from "./parameters.ts";
import { LogEntry } from "./entry.ts";
import { readStats, Stats } from "./stats.ts";
import { searchLog } from "./search.ts";

const ListEntries = z
  .strictObject({
    ...pageParameters,
    service: name.optional(),
    method: method.optional(),
    status: z
      .string()
      .regex(/^[1-5](\d\d|xx)$/, "Give a status (404) or a class (4xx)")
      .optional()
      .meta({ description: "One status, or a class of them.", examples: ["4xx"] }),
    minDurationMs: z.coerce.number().nonnegative().optional(),
    from: moment.optional(),
    to: moment.optional(),
    path: z
      .string()
      .min(1)
      .max(512)
      .optional()
      .describe("Text that the path contains, in upper or lower case."),
    requestId: z.string().min(1).max(100).optional(),
    caller: caller.optional(),
  })
  .superRefine(range);

const ReadStats = z
  .strictObject({
    from: moment.optional(),
    to: moment.optional(),
    groupBy: z.enum(["route", "service", "method", "status", "caller"]).optional(),
    service: name.optional(),
    method: method.optional(),
    status: statusClass.optional(),
    caller: caller.optional(),
    route: z
      .string()
      .min(1)
      .max(512)
      .optional()
      .meta({
        description: "A pattern, or `*` for what no route matched.",
        examples: ["/api/clients/:id"],
      }),
  })
  .transform(period)
  .superRefine(range);

const tag = "Log";

/** The log, newest first, and its figures over time. */
export const logs = createRoutes<LogsEnv>()
  .get(
    "/",
    operation({
      id: "listLogEntries",
      right: "log:read",
      tag,
      summary: "List requests",
      answers: {
        200: { description: "A page of them, newest first.", schema: pageOf(LogEntry), headers: ["link"] },
      },
    }),
    query(ListEntries),
    async (c) => {
      const page = await searchLog(c.env, c.req.valid("query"), Date.now());
      return c.json(page, 200, linkNext(c, page));
    },
  )
  .get(
    "/stats",
    operation({
      id: "readLogStats",
      right: "log:read",
      tag,
      summary: "Count requests over time",
      details: "The last hour, unless `from` and `to` say otherwise; at most 366 days.",
      answers: {
        200: {
          description: "Counts, errors and latency percentiles: in total, in at most 120 buckets, by group.",
          schema: Stats,
        },
      },
    }),
    query(ReadStats),
    async (c) => c.json(await readStats(c.env, c.req.valid("query"), Date.now())),
  );

/** The old system's path: the same list as a plain array, its next page in the `Link` header. */
export const oldLogs = createRoutes<LogsEnv>().get(
  "/",
  operation({
    id: "listLegacyLogEntries",
    right: "log:read",
    tag: "Old paths",
    summary: "List requests",
    answers: {
      200: {
        description: "A page of them, newest first.",
        schema: z.array(LogEntry).meta({ examples: [LogEntry.meta()?.examples ?? []] }),
        headers: ["link"],
      },
    },
  }),
  query(ListEntries),
  async (c) => {
    const page = await searchLog(c.env, c.req.valid("query"), Date.now());
    return c.json(page.items, 200, linkNext(c, page));
  },
);
