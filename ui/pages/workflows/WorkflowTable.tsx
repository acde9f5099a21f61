import type { ListedWorkflow } from "../../api-workflows.ts";
import { type Column, DataTable } from "../../components/DataTable.tsx";
import { Progress } from "../../components/Progress.tsx";
import { formatAgo } from "../../i18n/ages.ts";
import { formatCount, formatTime } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";
import { describeLastError, describeProgress, nameOf, shortName } from "../../i18n/workflow-words.ts";
import { progressOf } from "../../models/workflows.ts";
import { PlaceBadge } from "./PlaceBadge.tsx";

/** Workflows in rows, each with the way to its page. */
export function WorkflowTable({ items, busy }: { items: ListedWorkflow[]; busy: boolean }) {
  const words = t.value.workflows;
  const columns: Column<ListedWorkflow>[] = [
    {
      key: "name",
      title: words.workflow,
      cell: ({ uuid }) => (
        <a href={`/workflows/${uuid}`} aria-label={fill(words.detail, { id: shortName(uuid) })}>
          <code>{shortName(uuid)}</code>
        </a>
      ),
    },
    { key: "place", title: words.place, cell: ({ place }) => <PlaceBadge place={place} /> },
    { key: "progress", title: words.progress, cell: (workflow) => <HowFar workflow={workflow} /> },
    { key: "trouble", title: words.trouble, cell: (workflow) => <Trouble workflow={workflow} /> },
    { key: "by", title: words.by, cell: ({ by }) => nameOf(by) },
    {
      key: "age",
      title: words.age,
      cell: ({ createdAt }) => (
        <time dateTime={createdAt} title={formatTime(createdAt, "exact")}>
          {formatAgo(createdAt)}
        </time>
      ),
    },
  ];
  return (
    <DataTable
      class="workflow-table"
      caption={words.caption}
      columns={columns}
      rows={items}
      rowKey={({ uuid }) => uuid}
      busy={busy}
    />
  );
}

function HowFar({ workflow: { progress } }: { workflow: ListedWorkflow }) {
  const { done, total, current } = progressOf(progress);
  const hasFailed = current?.status === "failed";
  return (
    <span class="how-far">
      <Progress done={done} total={total} failed={hasFailed} />
      <span class={hasFailed ? "alarming" : undefined}>{describeProgress(progress)}</span>
    </span>
  );
}

/** How often it was tried, and why it wasn't done. */
function Trouble({ workflow: { attempts, lastError } }: { workflow: ListedWorkflow }) {
  if (attempts === 0 && !lastError) return <span class="soft">–</span>;
  return (
    <>
      {attempts > 0 && formatCount(attempts, t.value.workflows.attempts)}
      {lastError && <span class="last-error">{describeLastError(lastError)}</span>}
    </>
  );
}
