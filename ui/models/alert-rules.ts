import { signal } from "@preact/signals";
import { type AlertRule, createAlertRule, listAlertRules } from "../api-alerts.ts";
import { createAlertRuleForm } from "./alert-rule-form.ts";
import { EVERY_MS } from "./alerts.ts";
import { createIdempotencyKey } from "./idempotency-key.ts";
import { poll } from "./polling.ts";
import { createResource } from "./resource.ts";

/** More than there may be. */
const ALL = "100";

/** What is watched, newest first, and a rule to be made. */
export function createAlertRules() {
  const rules = createResource(
    async (_: void, signal): Promise<AlertRule[]> => (await listAlertRules({ limit: ALL }, signal)).items,
  );
  const form = createAlertRuleForm();
  const idempotency = createIdempotencyKey();
  const isOpen = signal(false);

  function open(shown: boolean): void {
    isOpen.value = shown;
    form.fill(null);
  }
  return {
    rules,
    form,
    isOpen,
    open,
    /** Reads them now, and again and again. Answers how to stop. */
    follow(): () => void {
      void rules.load();
      const end = poll(() => rules.load(), EVERY_MS);
      return () => {
        end();
        rules.stop();
      };
    },
    /** Answers the rule that was made. */
    async save(): Promise<AlertRule | null> {
      const rule = form.read();
      if (!rule) return null;
      const made = await form.send(() => createAlertRule(rule, idempotency.keyOf(rule)));
      if (!made) return null;
      idempotency.renew();
      open(false);
      await rules.load();
      return made;
    },
  };
}
