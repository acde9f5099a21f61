import { useState } from "preact/hooks";
import type { Key } from "../../api-accounts.ts";
import { Badge } from "../../components/Badge.tsx";
import { type Column, DataTable } from "../../components/DataTable.tsx";
import { Question } from "../../components/Question.tsx";
import { formatTime } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";
import { type Keyring, stateOf } from "../../models/keys.ts";

/** The keys; one that still opens something can be revoked. */
export function KeyTable(props: { keyring: Keyring; items: Key[]; onRevoked: (key: Key) => void }) {
  const { keyring, items } = props;
  const [asking, setAsking] = useState<Key | null>(null);
  const words = t.value.keys;
  const columns: Column<Key>[] = [
    { key: "name", title: words.name, cell: ({ name }) => name },
    { key: "scopes", title: words.scopes, cell: ({ scopes }) => <Rights scopes={scopes} /> },
    { key: "created", title: words.createdAt, cell: ({ createdAt }) => formatTime(createdAt, "date") },
    {
      key: "used",
      title: words.lastUsed,
      cell: ({ lastUsedAt }) => (lastUsedAt ? formatTime(lastUsedAt, "dateTime") : words.never),
    },
    {
      key: "expires",
      title: words.expires,
      cell: ({ expiresAt }) => (expiresAt ? formatTime(expiresAt, "date") : words.never),
    },
    {
      key: "state",
      title: words.state,
      cell: (key) => <Badge tone={stateOf(key) === "active" ? "ok" : "plain"}>{words[stateOf(key)]}</Badge>,
    },
    {
      key: "action",
      title: words.revoke,
      cell: (key) =>
        !key.revokedAt && (
          <button type="button" class="button button-small" onClick={() => setAsking(key)}>
            {words.revoke}
            <span class="visually-hidden"> {key.name}</span>
          </button>
        ),
    },
  ];
  async function revoke(key: Key) {
    setAsking(null);
    if (await keyring.revoke(key)) props.onRevoked(key);
  }
  return (
    <>
      <DataTable
        class="key-table"
        caption={words.caption}
        columns={columns}
        rows={items}
        rowKey={(key) => key.id}
        busy={keyring.list.busy.value !== null}
      />
      {asking && (
        <Question
          title={fill(words.revokeTitle, { name: asking.name })}
          intro={words.revokeHelp}
          yes={words.revoke}
          onYes={() => void revoke(asking)}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  );
}

function Rights({ scopes }: { scopes: Key["scopes"] }) {
  return (
    <ul role="list">
      {scopes.map((scope) => (
        <li key={scope}>{t.value.session.rights[scope]}</li>
      ))}
    </ul>
  );
}
