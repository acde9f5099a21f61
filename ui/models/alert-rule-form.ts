import type { AlertRule, AlertRuleChanges, NewAlertRule } from "../api-alerts.ts";
import { ApiError } from "../http.ts";
import {
  type AlertKind,
  changesBetween,
  faultsOf,
  newRuleOf,
  type RuleField,
  type RuleTexts,
  textsOf,
  USUAL_LIMIT,
} from "./alert-rule-texts.ts";
import { createForm } from "./form.ts";

/** When somebody is to be told of something. */
export function createAlertRuleForm() {
  const form = createForm<keyof RuleTexts>(textsOf(null));
  /** The texts of what is stored. */
  let stored = textsOf(null);

  /** Whether all can be read; if not, it is told at the fields. */
  function isReadable(): boolean {
    const errors = faultsOf(form.draft.value);
    if (errors.length > 0) form.failure.value = new ApiError("invalid-body", "Write numbers.", { errors });
    return errors.length === 0;
  }
  return {
    ...form,
    /** Another kind has another usual limit, in place of one that nobody typed. */
    chooseKind(kind: AlertKind): void {
      const { threshold, kind: before } = form.draft.value;
      const isUsual = threshold === USUAL_LIMIT[before as AlertKind];
      form.failure.value = null;
      form.draft.value = {
        ...form.draft.value,
        kind,
        threshold: isUsual ? USUAL_LIMIT[kind] : threshold,
      };
    },
    fill(rule: AlertRule | null): void {
      stored = textsOf(rule);
      form.reset(stored);
    },
    /** Takes over what somebody else stored, except where something was typed. */
    rebase(rule: AlertRule): void {
      const now = textsOf(rule);
      const mine = Object.keys(changesBetween(stored, form.draft.value)) as RuleField[];
      const typed = mine.map((field) => [field, form.draft.value[field]]);
      form.draft.value = { ...now, ...(Object.fromEntries(typed) as Partial<RuleTexts>) };
      stored = now;
    },
    /** The rule that was typed, or null if it can't be read. */
    read(): NewAlertRule | null {
      return isReadable() ? newRuleOf(form.draft.value) : null;
    },
    /** What was changed, or null if it can't be read. */
    readChanges(): AlertRuleChanges | null {
      return isReadable() ? changesBetween(stored, form.draft.value) : null;
    },
  };
}

export type AlertRuleForm = ReturnType<typeof createAlertRuleForm>;
