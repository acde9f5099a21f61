import * as z from "zod";
import type { alerts } from "../../schema/logs/tables.ts";
import type { AlertNews } from "../shared/alert-news.ts";
import { condition } from "./alert-rule.ts";

/** Something that fired, on the wire, with the rule as it was then. */
export const Alert = z
  .object({
    id: z.int(),
    ruleId: z.int().describe("Of a rule that may be deleted by now."),
    ...condition,
    since: z.iso.datetime().describe("When it began to be bad; times are ends of windows."),
    firedAt: z.iso.datetime(),
    resolvedAt: z.iso.datetime().nullable().describe("Null as long as it goes on."),
    resolution: z
      .enum(["recovered", "deactivated", "deleted"])
      .nullable()
      .describe("Why it is over: it is good again, or its rule was made inactive or deleted."),
    value: z.number().describe("As it fired: a share, milliseconds, or of silence the number of requests."),
    worst: z.number().describe("The highest while it was bad."),
    resolvedValue: z.number().nullable().describe("As it was good again."),
  })
  .meta({
    id: "Alert",
    examples: [
      {
        id: 4,
        ruleId: 2,
        name: "Clients fail",
        kind: "error-rate",
        threshold: 0.05,
        windowMinutes: 5,
        service: "clients",
        route: null,
        method: null,
        caller: null,
        since: "2026-11-23T14:05:00.000Z",
        firedAt: "2026-11-23T14:06:00.000Z",
        resolvedAt: "2026-11-23T14:17:00.000Z",
        resolution: "recovered",
        value: 0.22,
        worst: 0.71,
        resolvedValue: 0.01,
      },
    ],
  });

export type Alert = z.infer<typeof Alert>;

export type AlertRow = typeof alerts.$inferSelect;

export function toAlert({ firedToldAt: _, resolvedToldAt: __, ...row }: AlertRow): Alert {
  return {
    ...row,
    since: row.since.toISOString(),
    firedAt: row.firedAt.toISOString(),
    resolvedAt: row.resolvedAt?.toISOString() ?? null,
  };
}

/** What others are told of it, as it fired or as it was over. */
export function toNews(row: AlertRow, type: "alert.fired" | "alert.resolved"): AlertNews {
  const { id, ruleId, name, kind, threshold, service, route, since, value, resolvedValue } = row;
  return {
    alertId: id,
    ruleId,
    name,
    kind,
    value: type === "alert.fired" ? value : resolvedValue,
    threshold,
    service,
    route,
    since: since.toISOString(),
  };
}
