import * as z from "zod";
import { operation } from "../shared/describe.ts";
import { etagOf, ifMatch } from "../shared/etag.ts";
import { idempotent } from "../shared/idempotency.ts";
import { linkNext, pageOf, pageParameters, wholeNumber } from "../shared/lists.ts";
import { createRoutes } from "../shared/service.ts";
import { body, path, query } from "../shared/validation.ts";
import { AlertRule, AlertRuleAuditEntry, AlertRuleChanges, NewAlertRule } from "./alert-rule.ts";
import {
  createAlertRule,
  deleteAlertRule,
  editAlertRule,
  getAlertRule,
  listAlertRuleAudit,
  listAlertRules,
} from "./alert-rules.ts";
import type { AlertsVariables, LogsEnv } from "./env.ts";

const Paged = z.strictObject(pageParameters);

const RuleId = z.object({ id: wholeNumber(1) });

const tag = "Alerts";

/** `/api/alerts/rules`: when somebody is to be told of what the log says. */
export const alertRules = createRoutes<LogsEnv, AlertsVariables>()
  .get(
    "/",
    operation({
      id: "listAlertRules",
      right: "log:read",
      tag,
      summary: "List alert rules",
      details: "Newest first, each with how it stands.",
      answers: { 200: { description: "A page of them.", schema: pageOf(AlertRule), headers: ["link"] } },
    }),
    query(Paged),
    async (c) => {
      const page = await listAlertRules(c.var.db, c.req.valid("query"));
      return c.json(page, 200, linkNext(c, page));
    },
  )
  .post(
    "/",
    operation({
      id: "createAlertRule",
      right: "alerts:manage",
      tag,
      summary: "Be alerted",
      details:
        "Each minute, the figures of the last `windowMinutes` are looked at, a minute or two after these have passed. What is bad for `forMinutes` in a row fires, once; it is over when it has been good for `recoverMinutes` in a row. Between bad and good, and with too few requests, it stays as it is. Both are events, `alert.fired` and `alert.resolved`, which webhooks bring. There may be 50 rules.",
      answers: {
        201: { description: "It was made.", schema: AlertRule, headers: ["location", "etag"] },
      },
      problems: ["conflict"],
    }),
    body(NewAlertRule),
    idempotent,
    async (c) => {
      const how = { by: c.var.identity, claim: c.var.idempotency };
      const made = await createAlertRule(c.var.db, c.req.valid("json"), how);
      return c.json(made, 201, { location: `/api/alerts/rules/${made.id}`, etag: etagOf(made) });
    },
  )
  .get(
    "/:id",
    operation({
      id: "getAlertRule",
      right: "log:read",
      tag,
      summary: "Get an alert rule",
      details: "With how it stands, which its `ETag` says nothing of.",
      answers: { 200: { description: "The rule.", schema: AlertRule, headers: ["etag"] } },
      problems: ["not-found"],
    }),
    path(RuleId),
    async (c) => {
      const rule = await getAlertRule(c.var.db, c.req.valid("param").id);
      return c.json(rule, 200, { etag: etagOf(rule) });
    },
  )
  .patch(
    "/:id",
    operation({
      id: "editAlertRule",
      right: "alerts:manage",
      tag,
      summary: "Edit an alert rule",
      details:
        "With another condition, it begins to count minutes anew; its alert goes on until that is good.",
      answers: { 200: { description: "The rule as it is now.", schema: AlertRule } },
      problems: ["not-found"],
    }),
    path(RuleId),
    body(AlertRuleChanges),
    ifMatch,
    async (c) => {
      const edited = await editAlertRule(c.var.db, {
        id: c.req.valid("param").id,
        version: c.req.valid("header")["if-match"],
        changes: c.req.valid("json"),
        by: c.var.identity,
        now: Date.now(),
      });
      return c.json(edited, 200, { etag: etagOf(edited) });
    },
  )
  .delete(
    "/:id",
    operation({
      id: "deleteAlertRule",
      right: "alerts:manage",
      tag,
      summary: "Delete an alert rule",
      details: "Its alert is over; what fired stays in the history.",
      answers: { 204: { description: "It is gone." } },
      problems: ["not-found"],
    }),
    path(RuleId),
    async (c) => {
      await deleteAlertRule(c.var.db, c.req.valid("param").id, { by: c.var.identity, now: Date.now() });
      return c.body(null, 204);
    },
  )
  .get(
    "/:id/audit",
    operation({
      id: "listAlertRuleAudit",
      right: "log:read",
      tag,
      summary: "List who did what to an alert rule",
      details: "Newest first; also once it is deleted.",
      answers: {
        200: { description: "A page of it.", schema: pageOf(AlertRuleAuditEntry), headers: ["link"] },
      },
      problems: ["not-found"],
    }),
    path(RuleId),
    query(Paged),
    async (c) => {
      const page = await listAlertRuleAudit(c.var.db, c.req.valid("param").id, c.req.valid("query"));
      return c.json(page, 200, linkNext(c, page));
    },
  );
