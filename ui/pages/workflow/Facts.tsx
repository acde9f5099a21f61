import type { Workflow } from "../../api-workflows.ts";
import { CopyButton } from "../../components/CopyButton.tsx";
import { formatAgo } from "../../i18n/ages.ts";
import { formatNumber, formatTime } from "../../i18n/format.ts";
import { t } from "../../i18n/language.ts";
import { describeLastError, nameOf } from "../../i18n/workflow-words.ts";
import { PlaceBadge } from "../workflows/PlaceBadge.tsx";

/** Where a workflow is and how it came there. */
export function Facts({ workflow }: { workflow: Workflow }) {
  const words = t.value.workflow;
  const { uuid, place, attempts, leaseUntil, lastError, consumedAt, by, createdAt, updatedAt } = workflow;
  return (
    <section class="workflow-facts" aria-label={words.facts}>
      <dl class="facts">
        <dt>{t.value.workflows.place}</dt>
        <dd>
          <PlaceBadge place={place} />
          <p class="soft">{words.placeHelp[place]}</p>
        </dd>
        {lastError && (
          <>
            <dt>{words.lastError}</dt>
            <dd class={place === "dead" ? "alarming" : undefined}>{describeLastError(lastError)}</dd>
          </>
        )}
        <dt>{words.attemptsDone}</dt>
        <dd>{formatNumber(attempts)}</dd>
        {leaseUntil && <When name={words.leaseUntil} at={leaseUntil} />}
        <dt>{t.value.workflows.by}</dt>
        <dd>{nameOf(by)}</dd>
        <When name={words.createdAt} at={createdAt} ago />
        {updatedAt !== createdAt && <When name={words.updatedAt} at={updatedAt} ago />}
        {consumedAt && <When name={words.consumedAt} at={consumedAt} ago />}
        <dt>{words.uuid}</dt>
        <dd>
          <code>{uuid}</code> <CopyButton text={uuid} label={words.uuid} />
        </dd>
      </dl>
    </section>
  );
}

function When({ name, at, ago = false }: { name: string; at: string; ago?: boolean }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <time dateTime={at} title={formatTime(at, "exact")}>
          {formatTime(at, "dateTime")}
        </time>
        {ago && <span class="soft"> · {formatAgo(at)}</span>}
      </dd>
    </>
  );
}
