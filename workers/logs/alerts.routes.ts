import * as z from "zod";
import { CSV_ANSWER, csvHeaders, exportCsv } from "../shared/csv.ts";
import { operation } from "../shared/describe.ts";
import { linkNext, pageOf, pageParameters, wholeNumber } from "../shared/lists.ts";
import { createRoutes } from "../shared/service.ts";
import { path, query } from "../shared/validation.ts";
import { Alert } from "./alert.ts";
import { getAlert, listAlerts } from "./alerts.ts";
import type { AlertsVariables, LogsEnv } from "./env.ts";

const alertFilters = {
  open: z
    .enum(["true", "false"])
    .transform((text) => text === "true")
    .optional()
    .meta({ description: "Only those that go on, or that are over." }),
  ruleId: wholeNumber(1).optional().meta({ description: "Only those of this rule." }),
};

const ListAlerts = z.strictObject({ ...pageParameters, ...alertFilters });

const AlertId = z.object({ id: wholeNumber(1) });

const ExportAlerts = z.strictObject(alertFilters);

const tag = "Alerts";

/** `/api/alerts`: what fired. */
export const alerts = createRoutes<LogsEnv, AlertsVariables>()
  .get(
    "/",
    operation({
      id: "listAlerts",
      right: "log:read",
      tag,
      summary: "List alerts",
      details:
        "Newest first, each with the rule as it was then. What has been over for longer than the log is kept is forgotten.",
      answers: { 200: { description: "A page of them.", schema: pageOf(Alert), headers: ["link"] } },
    }),
    query(ListAlerts),
    async (c) => {
      const page = await listAlerts(c.var.db, c.req.valid("query"));
      return c.json(page, 200, linkNext(c, page));
    },
  )
  .get(
    "/:id",
    operation({
      id: "getAlert",
      right: "log:read",
      tag,
      summary: "Get an alert",
      answers: { 200: { description: "The alert, with the rule as it was then.", schema: Alert } },
      problems: ["not-found"],
    }),
    path(AlertId),
    async (c) => c.json(await getAlert(c.var.db, c.req.valid("param").id)),
  );

const COLUMNS = [
  "id",
  "ruleId",
  "name",
  "kind",
  "threshold",
  "windowMinutes",
  "service",
  "route",
  "method",
  "caller",
  "since",
  "firedAt",
  "resolvedAt",
  "resolution",
  "value",
  "worst",
  "resolvedValue",
] as const;

/** `/api/alerts.csv`: the same list, however long. */
export const alertsCsv = createRoutes<LogsEnv, AlertsVariables>().get(
  "/",
  operation({
    id: "exportAlerts",
    right: "log:read",
    tag,
    summary: "Export alerts as CSV",
    details: `In the columns ${COLUMNS.join(", ")}. Text that a spreadsheet would take for a formula has an apostrophe before it.`,
    answers: { 200: CSV_ANSWER },
  }),
  query(ExportAlerts),
  async (c) => {
    const filters = c.req.valid("query");
    const csv = await exportCsv(COLUMNS, (page) => listAlerts(c.var.db, { ...filters, ...page }));
    return c.body(csv, 200, csvHeaders("alerts.csv"));
  },
);
