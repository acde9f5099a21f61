import type { AuditEntry } from "../../api-accounts.ts";
import { LoadMore } from "../../components/LoadMore.tsx";
import { FailureNotice, Skeleton } from "../../components/Notice.tsx";
import { formatCount, formatTime } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";
import type { PagedList } from "../../models/paged-list.ts";

type Change = NonNullable<AuditEntry["changes"]>[number];

/** Who changed a person, when, and from what to what; newest first. */
export function History({ audit }: { audit: PagedList<null, AuditEntry> }) {
  const words = t.value.people;
  const items = audit.items.value;
  const failure = audit.failure.value;
  return (
    <section class="account-section" aria-labelledby="history-title">
      <h2 id="history-title">{words.history}</h2>
      {failure && <FailureNotice failure={failure} retry={() => void audit.restart()} />}
      {!items && !failure && <Skeleton rows={2} />}
      {items?.length === 0 && <p class="soft">{words.noHistory}</p>}
      {items && items.length > 0 && (
        <ol class="history">
          {items.map((entry) => (
            <li key={entry.id}>
              <p>
                <b>{describeAction(entry)}</b>{" "}
                <time class="soft" dateTime={entry.createdAt}>
                  {formatTime(entry.createdAt, "dateTime")}
                </time>
              </p>
              {entry.changes?.map((change) => (
                <p key={change.field}>{describeChange(change)}</p>
              ))}
            </li>
          ))}
        </ol>
      )}
      {items && audit.hasMore.value && (
        <LoadMore list={audit} shown={formatCount(items.length, words.entries)} />
      )}
    </section>
  );
}

function describeAction({ action, by }: AuditEntry): string {
  const words = t.value.people;
  const actions: Record<string, string> = words.actions;
  return fill(actions[action] ?? `${action} {by}`, { by: by.kind === "setup" ? words.setup : by.name });
}

function describeChange({ field, from, to }: Change): string {
  const words = t.value.people;
  if (field === "password") return words.passwordChange;
  const fields: Record<string, string> = words.fields;
  const told = { field: fields[field] ?? field, from: describe(from), to: describe(to) };
  return fill(words.change, told);
}

function describe(value: Change["from"]): string {
  if (typeof value === "boolean") return value ? t.value.people.yes : t.value.people.no;
  const roles: Record<string, string> = t.value.session.roles;
  return roles[String(value)] ?? String(value ?? "–");
}
