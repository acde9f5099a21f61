import { computed } from "@preact/signals";
import {
  type AlertRule,
  type AlertRuleAuditEntry,
  type AlertRuleChanges,
  deleteAlertRule,
  editAlertRule,
  getAlertRule,
  listAlertRuleAudit,
} from "../api-alerts.ts";
import { ApiError } from "../http.ts";
import { createAlertRuleForm } from "./alert-rule-form.ts";
import { createAlertHistory, EVERY_MS } from "./alerts.ts";
import { createPagedList } from "./paged-list.ts";
import { poll } from "./polling.ts";
import { createResource } from "./resource.ts";
import { createSending } from "./sending.ts";

const PAGE_SIZE = "25";

/** One rule: how it stands, what can be changed of it, what fired, and who changed it. */
export function createAlertRuleDetail(id: string) {
  const read = createResource<void, AlertRule>((_, signal) => getAlertRule(id, signal));
  const form = createAlertRuleForm();
  const direct = createSending();
  const fired = createAlertHistory(id);
  const audit = createPagedList<null, AlertRuleAuditEntry>((_, cursor, signal) =>
    listAlertRuleAudit(id, { limit: PAGE_SIZE, ...(cursor && { cursor }) }, signal),
  );

  /** Somebody else's edit that came first is shown then, and what was typed can be sent again. */
  async function store(changes: AlertRuleChanges): Promise<AlertRule | null> {
    const rule = read.data.value;
    if (!rule || Object.keys(changes).length === 0) return rule;
    try {
      const stored = await editAlertRule(rule, changes);
      read.accept(stored);
      void fired.refresh();
      return stored;
    } catch (error) {
      if (error instanceof ApiError && error.code === "precondition-failed") {
        const current = error.current as AlertRule;
        read.accept(current);
        form.rebase(current);
      }
      throw error;
    } finally {
      void audit.refresh();
    }
  }
  /** How it stands is read anew; an edit is still of the version that its form was filled from. */
  async function refresh(): Promise<void> {
    const version = read.data.value?.version;
    await read.load();
    const rule = read.data.value;
    if (!rule || rule.version === version) return;
    form.rebase(rule);
    void audit.refresh();
  }
  return {
    read,
    form,
    direct,
    fired,
    audit,
    overtaken: computed(() =>
      [form, direct].some((sent) => sent.failure.value?.code === "precondition-failed"),
    ),
    async load(): Promise<void> {
      await read.load();
      form.fill(read.data.value);
    },
    /** Reads what fired and who changed it, and how it stands again and again. Answers how to stop. */
    follow(): () => void {
      void audit.start(null);
      const ends = [fired.follow(), poll(refresh, EVERY_MS, () => !form.saving.value)];
      return () => {
        for (const end of ends) end();
        read.stop();
        audit.stop();
      };
    },
    async save(): Promise<AlertRule | null> {
      const changes = form.readChanges();
      const stored = changes && (await form.send(() => store(changes)));
      if (stored) form.fill(stored);
      return stored;
    },
    setActive: (active: boolean) =>
      direct.send(async () => {
        const stored = await store({ active });
        if (stored) form.rebase(stored);
        return stored;
      }),
    remove: () =>
      direct.send(async (): Promise<true> => {
        await deleteAlertRule(id);
        return true;
      }),
  };
}

export type AlertRuleDetail = ReturnType<typeof createAlertRuleDetail>;
