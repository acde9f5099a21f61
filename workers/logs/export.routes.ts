import * as z from "zod";
import { CSV_ANSWER, csvHeaders, exportCsv } from "../shared/csv.ts";
import { operation } from "../shared/describe.ts";
import { LogEntry, toLogEntry } from "../shared/log-entry.ts";
import { streamLines } from "../shared/ndjson.ts";
import { createRoutes } from "../shared/service.ts";
import { query } from "../shared/validation.ts";
import type { LogsEnv } from "./env.ts";
import { type LogStore, openStore } from "./log-store.ts";
import { entryFilters } from "./logs.routes.ts";
import { moment, range } from "./parameters.ts";
import type { SearchQuery } from "./search.ts";

/** Few reads for many entries: a request may make a thousand. */
const ENTRIES_PER_READ = 5000;

const COLUMNS = [
  "time",
  "requestId",
  "service",
  "version",
  "method",
  "route",
  "path",
  "status",
  "durationMs",
  "serviceMs",
  "databaseMs",
  "rowsRead",
  "colo",
  "country",
  "caller",
  "id",
] as const;

const ExportEntries = z
  .strictObject({ ...entryFilters, from: moment.optional(), to: moment.optional() })
  .superRefine(range);

const tag = "Log";

/** `/api/logs.csv`: the whole list, newest first, however long, in constant memory. */
export const logsCsv = createRoutes<LogsEnv>().get(
  "/",
  operation({
    id: "exportLogCsv",
    right: "log:read",
    tag,
    summary: "Export requests as CSV",
    details: `In the columns ${COLUMNS.join(", ")}. Text that a spreadsheet would take for a formula has an apostrophe before it.`,
    answers: { 200: CSV_ANSWER },
  }),
  query(ExportEntries),
  async (c) => {
    const store = openStore(c.env);
    const now = Date.now();
    const filters = c.req.valid("query");
    const csv = await exportCsv(
      COLUMNS,
      (page) => store.search({ ...filters, ...page }, now),
      ENTRIES_PER_READ,
    );
    return c.body(csv, 200, csvHeaders("requests.csv"));
  },
);

/** `/api/logs.ndjson`: the same, an entry a line. */
export const logsNdjson = createRoutes<LogsEnv>().get(
  "/",
  operation({
    id: "exportLogNdjson",
    right: "log:read",
    tag,
    summary: "Export requests as NDJSON",
    answers: {
      200: {
        description: "An entry a line, newest first.",
        mediaType: "application/x-ndjson",
        schema: LogEntry,
        headers: ["content-disposition"],
      },
    },
  }),
  query(ExportEntries),
  (c) => {
    const entries = readAll(openStore(c.env), c.req.valid("query"), Date.now());
    return c.body(streamLines(entries, c.var.requestId), 200, {
      "content-type": "application/x-ndjson; charset=utf-8",
      "content-disposition": 'attachment; filename="requests.ndjson"',
    });
  },
);

async function* readAll(
  store: LogStore,
  filters: Omit<SearchQuery, "limit" | "cursor">,
  now: number,
): AsyncGenerator<LogEntry, void> {
  let cursor: string | undefined;
  do {
    const page = await store.search({ ...filters, limit: ENTRIES_PER_READ, cursor }, now);
    for (const entry of page.items) yield toLogEntry(entry);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
