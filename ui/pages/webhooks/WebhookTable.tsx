import type { Webhook } from "../../api-webhooks.ts";
import { Badge } from "../../components/Badge.tsx";
import { type Column, DataTable } from "../../components/DataTable.tsx";
import { formatTime } from "../../i18n/format.ts";
import { t } from "../../i18n/language.ts";

/** The webhooks, each with the way to what was sent to it. */
export function WebhookTable({ items, busy }: { items: Webhook[]; busy: boolean }) {
  const words = t.value.webhooks;
  const columns: Column<Webhook>[] = [
    {
      key: "url",
      title: words.url,
      cell: ({ id, url, description }) => (
        <>
          <a href={`/webhooks/${id}`}>{url}</a>
          {description && <span class="soft"> {description}</span>}
        </>
      ),
    },
    {
      key: "types",
      title: words.types,
      cell: ({ types }) => (
        <ul role="list">
          {types.map((type) => (
            <li key={type}>{words.type[type]}</li>
          ))}
        </ul>
      ),
    },
    { key: "state", title: words.state, cell: (webhook) => <WebhookState webhook={webhook} /> },
    { key: "created", title: words.createdAt, cell: ({ createdAt }) => formatTime(createdAt, "date") },
  ];
  return (
    <DataTable
      class="webhook-table"
      caption={words.caption}
      columns={columns}
      rows={items}
      rowKey={(webhook) => webhook.id}
      busy={busy}
    />
  );
}

/** Whether anything is sent there. */
export function WebhookState({ webhook: { active, goneAt } }: { webhook: Webhook }) {
  const words = t.value.webhooks;
  if (active) return <Badge tone="ok">{words.active}</Badge>;
  return <Badge tone={goneAt ? "error" : "plain"}>{goneAt ? words.gone : words.inactive}</Badge>;
}
