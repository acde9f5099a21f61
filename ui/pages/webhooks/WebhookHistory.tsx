import type { WebhookAuditEntry } from "../../api-webhooks.ts";
import { History } from "../../components/History.tsx";
import { fill, t } from "../../i18n/language.ts";
import type { PagedList } from "../../models/paged-list.ts";

type Change = NonNullable<WebhookAuditEntry["changes"]>[number];

/** Who changed a webhook. */
export function WebhookHistory({ audit }: { audit: PagedList<null, WebhookAuditEntry> }) {
  return (
    <History
      class="webhook-history"
      list={audit}
      actions={t.value.webhooks.actions}
      describe={({ action, changes }) => (action === "edited" ? (changes ?? []).map(describeChange) : [])}
    />
  );
}

function describeChange({ field, from, to }: Change): string {
  const told = {
    field: t.value.webhooks.fields[field] ?? field,
    from: describe(field, from),
    to: describe(field, to),
  };
  return fill(t.value.history.change, told);
}

function describe(field: string, value: Change["from"]): string {
  const words = t.value.webhooks;
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (field !== "types") return String(value ?? "–");
  const names: Record<string, string> = words.type;
  return (JSON.parse(String(value)) as string[]).map((type) => names[type] ?? type).join(", ");
}
