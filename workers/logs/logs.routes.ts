import * as z from "zod";
import { operation } from "../shared/describe.ts";
import { linkNext, pageOf, pageParameters } from "../shared/lists.ts";
import { createRoutes } from "../shared/service.ts";
import { query } from "../shared/validation.ts";
import { comparing, StatsAnswer, StatsOptions } from "./compare.ts";
import { LogEntry, toLogEntry } from "../shared/log-entry.ts";
import type { LogsEnv } from "./env.ts";
import { openStore } from "./log-store.ts";
import { caller, colo, country, method, moment, name, range, route } from "./parameters.ts";

/** The filters of the list, and of what else goes through entries. */
export const entryFilters = {
  service: name.optional(),
  method: method.optional(),
  status: z
    .string()
    .regex(/^[1-5](\d\d|xx)$/, "Give a status (404) or a class (4xx)")
    .optional()
    .meta({ description: "One status, or a class of them.", examples: ["4xx"] }),
  minDurationMs: z.coerce.number().nonnegative().optional(),
  path: z
    .string()
    .min(1)
    .max(512)
    .optional()
    .describe("Text that the path contains, in upper or lower case."),
  requestId: z.string().min(1).max(100).optional(),
  route: route.optional(),
  caller: caller.optional(),
  country: country.optional(),
  colo: colo.optional(),
};

const ListEntries = z
  .strictObject({
    ...pageParameters,
    ...entryFilters,
    from: moment.optional(),
    to: moment.optional(),
  })
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
      const page = await openStore(c.env).search(c.req.valid("query"), Date.now());
      return c.json({ ...page, items: page.items.map(toLogEntry) }, 200, linkNext(c, page));
    },
  )
  .get(
    "/stats",
    operation({
      id: "readLogStats",
      right: "log:read",
      tag,
      summary: "Count requests over time",
      details:
        "The last hour, unless `from` and `to` say otherwise; at most 366 days. Countries and data centres are counted by service and status, not by route, method or caller.",
      answers: {
        200: {
          description: "Counts, errors and latency percentiles: in total, in at most 120 buckets, by group.",
          schema: StatsAnswer,
        },
      },
    }),
    query(StatsOptions),
    async (c) => c.json(await comparing(openStore(c.env), c.req.valid("query"), Date.now())),
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
    const page = await openStore(c.env).search(c.req.valid("query"), Date.now());
    return c.json(page.items.map(toLogEntry), 200, linkNext(c, page));
  },
);
