import * as z from "zod";
import type { alertRules } from "../../schema/logs/tables.ts";
import { AuditEntry } from "../shared/audit-entries.ts";
import { line, name } from "../shared/fields.ts";
import { caller, method } from "./parameters.ts";

const LONGEST_P95_MS = 60_000;

export const AlertKind = z
  .enum(["error-rate", "p95", "silence"])
  .describe(
    "`error-rate`: the share of requests with a status of 500 or more; `p95`: the milliseconds within which 95 % were answered; `silence`: that there was no request.",
  );

const threshold = z
  .number()
  .positive()
  .max(LONGEST_P95_MS)
  .describe(
    "From when on it is bad: of `error-rate` a share of up to 1 (0.05), of `p95` milliseconds. It is good again below nine tenths of that.",
  );

const minutes = (max: number) => z.int().min(1).max(max);

const windowMinutes = minutes(24 * 60).describe("Over how many minutes figures are read.");
const minRequests = minutes(1_000_000).describe("With fewer requests in that time, nothing changes.");
const forMinutes = minutes(60).describe("For how many minutes in a row it has to be bad before it fires.");
const recoverMinutes = minutes(60).describe(
  "For how many minutes in a row it has to be good before it is over.",
);

/** What of the log is looked at; null, or left out, for everything. */
const filters = {
  service: line(100).nullable().describe("The service that answered."),
  route: z
    .string()
    .max(512)
    .regex(/^(\/.*|\*)$/, "Give a pattern that begins with /, or *")
    .nullable()
    .meta({
      description: "A pattern, or `*` for what no route matched.",
      examples: ["/api/clients/:id"],
    }),
  method: method.nullable(),
  caller: caller.nullable(),
};

const CONDITION = {
  name: "Clients fail",
  kind: "error-rate" as const,
  threshold: 0.05,
  windowMinutes: 5,
  minRequests: 10,
  forMinutes: 2,
  recoverMinutes: 5,
  service: "clients",
};

const DEFAULT_MIN_REQUESTS = 10;

/** What a caller sends to be told of something. */
export const NewAlertRule = z
  .strictObject({
    name,
    kind: AlertKind,
    threshold: threshold.optional(),
    windowMinutes: windowMinutes.default(5),
    minRequests: minRequests.optional().describe("With fewer requests in that time, nothing changes: 10."),
    forMinutes: forMinutes.default(2),
    recoverMinutes: recoverMinutes.default(5),
    service: filters.service.default(null),
    route: filters.route.default(null),
    method: filters.method.default(null),
    caller: filters.caller.default(null),
    active: z.boolean().default(true),
  })
  .superRefine(({ kind, threshold: limit, minRequests: least }, context) => {
    const refuse = (path: string, code: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message, params: { code } });
    if (kind === "silence") {
      if (limit !== undefined) refuse("threshold", "combination", FAULTS.silentThreshold);
      if (least !== undefined) refuse("minRequests", "combination", FAULTS.silentMinRequests);
    } else if (limit === undefined) refuse("threshold", "required", "This is required.");
    else if (kind === "error-rate" && limit > 1) refuse("threshold", "too_big", FAULTS.share);
  })
  .transform(({ threshold: limit = null, minRequests: least, ...rule }) => ({
    ...rule,
    threshold: limit,
    minRequests: rule.kind === "silence" ? null : (least ?? DEFAULT_MIN_REQUESTS),
  }))
  .meta({ id: "NewAlertRule", examples: [CONDITION] });

/** Why a rule can't be so; edits are refused likewise. */
export const FAULTS = {
  share: "An error rate is a share of the requests: 0.05 for 5 %, 1 at most.",
  silentThreshold: "Silence has no threshold: it is that there was no request.",
  silentMinRequests: "Silence needs no requests.",
};

export type NewAlertRule = z.output<typeof NewAlertRule>;

/** What a caller sends to edit one; what it is about stays. */
export const AlertRuleChanges = z
  .strictObject({
    name: name.optional(),
    threshold: threshold.optional(),
    windowMinutes: windowMinutes.optional(),
    minRequests: minRequests.optional(),
    forMinutes: forMinutes.optional(),
    recoverMinutes: recoverMinutes.optional(),
    service: filters.service.optional(),
    route: filters.route.optional(),
    method: filters.method.optional(),
    caller: filters.caller.optional(),
    active: z.boolean().optional().describe("An alert of one that is made inactive is over."),
  })
  .refine((changes) => Object.keys(changes).length > 0, {
    message: "Give at least one field to change.",
    params: { code: "empty" },
  })
  .meta({ id: "AlertRuleChanges", minProperties: 1, examples: [{ forMinutes: 3 }] });

export type AlertRuleChanges = z.output<typeof AlertRuleChanges>;

/** What a rule and the alerts of it have in common on the wire. */
export const condition = {
  name: z.string(),
  kind: AlertKind,
  threshold: z.number().nullable().describe("Null for silence."),
  windowMinutes,
  service: z.string().nullable(),
  route: z.string().nullable(),
  method: z.string().nullable(),
  caller: z.string().nullable(),
};

const time = z.iso.datetime().nullable();

/** A rule and how it stands, on the wire. */
export const AlertRule = z
  .object({
    id: z.int(),
    ...condition,
    minRequests: z.int().nullable().describe("Null for silence."),
    forMinutes,
    recoverMinutes,
    active: z.boolean(),
    state: z
      .enum(["ok", "pending", "firing", "recovering"])
      .nullable()
      .describe(
        "`pending` is bad, but not for long enough; `recovering` is good, but not for long enough, and its alert goes on. Null while nobody has looked.",
      ),
    since: time.describe("When it came into this state."),
    value: z
      .number()
      .nullable()
      .describe("The last figure: a share, milliseconds, or of silence the number of requests."),
    requests: z.int().nullable().describe("Of how many requests."),
    evaluatedAt: time.describe("The end of the last window that was looked at."),
    version: z.int().describe("Grows with each edit; its `ETag`."),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({
    id: "AlertRule",
    examples: [
      {
        id: 2,
        ...CONDITION,
        route: null,
        method: null,
        caller: null,
        active: true,
        state: "ok",
        since: "2026-11-23T14:05:00.000Z",
        value: 0.004,
        requests: 250,
        evaluatedAt: "2026-11-23T15:20:00.000Z",
        version: 1,
        createdAt: "2026-11-23T14:04:12.000Z",
        updatedAt: "2026-11-23T14:04:12.000Z",
      },
    ],
  });

export type AlertRule = z.infer<typeof AlertRule>;

/** What was done to a rule, on the wire. */
export const AlertRuleAuditEntry = AuditEntry.extend({
  action: z.enum(["created", "edited", "deleted"]),
}).meta({
  id: "AlertRuleAuditEntry",
  examples: [
    {
      id: 12,
      action: "edited",
      by: { kind: "person", id: 1, name: "Dona Ivone Lara" },
      changes: [{ field: "threshold", from: 0.05, to: 0.1 }],
      createdAt: "2026-11-23T14:05:00.000Z",
    },
  ],
});

export type AlertRuleRow = typeof alertRules.$inferSelect;

export function toAlertRule({ streak: _, ...row }: AlertRuleRow): AlertRule {
  return {
    ...row,
    state: row.evaluatedAt ? row.state : null,
    since: row.since?.toISOString() ?? null,
    evaluatedAt: row.evaluatedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
