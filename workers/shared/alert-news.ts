import * as z from "zod";

/** What is told of an alert, from the service that has the log to the one that tells others. */
export const AlertNews = z.strictObject({
  alertId: z.int(),
  ruleId: z.int(),
  name: z.string().describe("The rule's, as it fired."),
  kind: z.enum(["error-rate", "p95", "silence"]),
  value: z
    .number()
    .nullable()
    .describe(
      "A share of the requests (0.12), milliseconds, or of silence a number of requests: as it fired, or was over. Null where nobody looked any more.",
    ),
  threshold: z.number().nullable().describe("Null for silence."),
  service: z.string().nullable().describe("The only one that was looked at; null for all."),
  route: z.string().nullable().describe("Likewise."),
  since: z.iso.datetime().describe("When it began to be bad."),
});

export type AlertNews = z.infer<typeof AlertNews>;

/** What there is to be told: each under a key of its own, under which it may be sent again and happens once. */
export const AlertEvent = z.strictObject({
  key: z.string().min(1).max(200),
  type: z.enum(["alert.fired", "alert.resolved"]),
  data: AlertNews,
});

export type AlertEvent = z.infer<typeof AlertEvent>;
