import * as z from "zod";
import { CSV_ANSWER, csvHeaders, exportCsv } from "../shared/csv.ts";
import { operation } from "../shared/describe.ts";
import { createRoutes } from "../shared/service.ts";
import { query } from "../shared/validation.ts";
import type { SalesEnv, SalesVariables } from "./env.ts";
import { readSalesDays, readSummary } from "./read-summary.ts";
import { dayOf } from "./shop-day.ts";
import { readDays, Summary, summaryParameters } from "./summary.ts";

const ReadSummary = z.strictObject(summaryParameters);

const COLUMNS = [
  "day",
  "purchases",
  "revenueCents",
  "averageTicketCents",
  "units",
  "unfulfilled",
  "cancelled",
] as const;

const tag = "Reports";

const WHAT_IT_COUNTS =
  "Everything belongs to the shop's day on which its purchase was made: what is cancelled, comes back or is fulfilled later changes the figures of that day.";

/** `/api/sales/summary`: what was sold, day by day. */
export const summary = createRoutes<SalesEnv, SalesVariables>().get(
  "/",
  operation({
    id: "readSalesSummary",
    right: "sales:read",
    tag,
    summary: "Sum up what was sold in a period",
    details: `Of up to 366 days, the last 30 unless it is said. ${WHAT_IT_COUNTS} With \`Accept: text/csv\` its days come as CSV, as from \`/api/sales/summary.csv\`.`,
    answers: { 200: { description: "The figures.", schema: Summary, also: { "text/csv": z.string() } } },
  }),
  query(ReadSummary),
  async (c) => {
    const { kind, ...given } = c.req.valid("query");
    const days = readDays(given, dayOf(Date.now(), c.env.TIME_ZONE));
    return c.json(await readSummary(c.var.db, { ...days, kind }, c.env.TIME_ZONE));
  },
);

/** `/api/sales/summary.csv`: its days. */
export const summaryCsv = createRoutes<SalesEnv, SalesVariables>().get(
  "/",
  operation({
    id: "exportSalesSummary",
    right: "sales:read",
    tag,
    summary: "Export what was sold, day by day, as CSV",
    details: `A line for each day, in the columns ${COLUMNS.join(", ")}. ${WHAT_IT_COUNTS}`,
    answers: { 200: CSV_ANSWER },
  }),
  query(ReadSummary),
  async (c) => {
    const { kind, ...given } = c.req.valid("query");
    const days = readDays(given, dayOf(Date.now(), c.env.TIME_ZONE));
    const csv = await exportCsv(COLUMNS, async () => ({
      items: await readSalesDays(c.var.db, { ...days, kind }),
      nextCursor: null,
    }));
    return c.body(csv, 200, csvHeaders("sales.csv"));
  },
);
