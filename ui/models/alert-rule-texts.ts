import type { AlertRule, AlertRuleChanges, NewAlertRule } from "../api-alerts.ts";
import type { InputError } from "../http.ts";
import { language } from "../i18n/language.ts";

export type AlertKind = AlertRule["kind"];

export const ALERT_KINDS: readonly AlertKind[] = ["error-rate", "p95", "silence"];

const NUMBERS = ["threshold", "windowMinutes", "minRequests", "forMinutes", "recoverMinutes"] as const;

const FIELDS = ["name", ...NUMBERS, "service", "route", "method", "caller"] as const;

export type RuleField = (typeof FIELDS)[number];

/** A rule as it is typed. */
export type RuleTexts = Record<RuleField | "kind", string>;

/** What is usual for a limit, as it is typed. */
export const USUAL_LIMIT: Record<AlertKind, string> = { "error-rate": "5", p95: "500", silence: "" };

const NEW: RuleTexts = {
  name: "",
  kind: "error-rate",
  threshold: USUAL_LIMIT["error-rate"],
  windowMinutes: "5",
  minRequests: "10",
  forMinutes: "2",
  recoverMinutes: "5",
  service: "",
  route: "",
  method: "",
  caller: "",
};

/** The fields that such a rule has. */
export function fieldsOf(kind: AlertKind): readonly RuleField[] {
  return kind === "silence"
    ? FIELDS.filter((field) => field !== "threshold" && field !== "minRequests")
    : FIELDS;
}

/** The texts of a stored rule, or of a new one. */
export function textsOf(rule: AlertRule | null): RuleTexts {
  if (!rule) return NEW;
  const texts = FIELDS.map((field) => {
    const value = rule[field];
    if (field === "threshold" && value !== null) return [field, typeLimit(rule.kind, Number(value))] as const;
    return [field, String(value ?? "")] as const;
  });
  return { kind: rule.kind, ...(Object.fromEntries(texts) as Record<RuleField, string>) };
}

/** What a text is on the wire: null where nothing is, and `NaN` for what is no number. */
export function valueOf(kind: AlertKind, field: RuleField, text: string): string | number | null {
  const tidy = text.normalize("NFC").trim();
  if (field === "name") return tidy;
  if (tidy === "") return null;
  if (field === "threshold") return parseLimit(kind, tidy);
  if (isNumber(field)) return /^\d{1,9}$/.test(tidy) ? Number(tidy) : Number.NaN;
  return tidy;
}

/** What can't be sent, as the API would tell it. */
export function faultsOf(texts: RuleTexts): InputError[] {
  const kind = texts.kind as AlertKind;
  return fieldsOf(kind)
    .filter(isNumber)
    .flatMap((field) => {
      const value = valueOf(kind, field, texts[field]);
      if (value !== null && !Number.isNaN(value)) return [];
      const code = value === null ? "required" : "number";
      return [{ pointer: `/${field}`, code, detail: "Write a number." }];
    });
}

/** What to send for a new rule. */
export function newRuleOf(texts: RuleTexts): NewAlertRule {
  const kind = texts.kind as AlertKind;
  const values = fieldsOf(kind).map((field) => [field, valueOf(kind, field, texts[field])]);
  return { kind, ...(Object.fromEntries(values) as Omit<NewAlertRule, "kind">) };
}

/** What to send so that a rule with the texts `before` gets the others; nothing where they mean the same. */
export function changesBetween(before: RuleTexts, after: RuleTexts): AlertRuleChanges {
  const kind = before.kind as AlertKind;
  const changed = fieldsOf(kind).flatMap((field) => {
    const value = valueOf(kind, field, after[field]);
    return Object.is(value, valueOf(kind, field, before[field])) ? [] : [[field, value]];
  });
  return Object.fromEntries(changed) as AlertRuleChanges;
}

function isNumber(field: RuleField): field is (typeof NUMBERS)[number] {
  return (NUMBERS as readonly string[]).includes(field);
}

/** `5`, `2.5 %` or `2,5` are percent; of milliseconds `1.500` and `1,500` are a thousand and a half, as nobody types parts. */
function parseLimit(kind: AlertKind, text: string): number {
  const bare = text.replace(/\s|%|ms/gi, "");
  const ungrouped = kind === "p95" && /^\d{1,3}([.,]\d{3})+$/.test(bare) ? bare.replace(/[.,]/g, "") : bare;
  if (!/^\d{1,9}([.,]\d+)?$/.test(ungrouped)) return Number.NaN;
  const number = Number(ungrouped.replace(",", "."));
  return kind === "p95" ? number : tidied(number / 100);
}

function typeLimit(kind: AlertKind, limit: number): string {
  const text = String(kind === "p95" ? limit : tidied(limit * 100));
  return language.value === "en" ? text : text.replace(".", ",");
}

/** Without what binary fractions add: 7 % of 1 is 0.07. */
function tidied(number: number): number {
  return Number(number.toPrecision(12));
}
