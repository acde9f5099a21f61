import type { AuditEntry } from "../../api-accounts.ts";
import { History } from "../../components/History.tsx";
import { fill, t } from "../../i18n/language.ts";
import type { PagedList } from "../../models/paged-list.ts";

type Change = NonNullable<AuditEntry["changes"]>[number];

/** Who changed a person. */
export function PersonHistory({ audit }: { audit: PagedList<null, AuditEntry> }) {
  return (
    <History
      class="account-section"
      list={audit}
      actions={t.value.people.actions}
      describe={({ changes }) => changes?.map(describeChange) ?? []}
    />
  );
}

function describeChange({ field, from, to }: Change): string {
  const words = t.value.people;
  if (field === "password") return words.passwordChange;
  const fields: Record<string, string> = words.fields;
  const told = { field: fields[field] ?? field, from: describe(from), to: describe(to) };
  return fill(t.value.history.change, told);
}

function describe(value: Change["from"]): string {
  if (typeof value === "boolean") return value ? t.value.people.yes : t.value.people.no;
  const roles: Record<string, string> = t.value.session.roles;
  return roles[String(value)] ?? String(value ?? "–");
}
