import { useEffect, useState } from "preact/hooks";
import { Badge } from "../components/Badge.tsx";
import { useFocus, useModel } from "../components/hooks.ts";
import { Icon } from "../components/Icon.tsx";
import { LoadMore } from "../components/LoadMore.tsx";
import { EmptyNotice, FailureNotice, Skeleton } from "../components/Notice.tsx";
import { Page } from "../components/Page.tsx";
import { formatCount } from "../i18n/format.ts";
import { fill, t } from "../i18n/language.ts";
import { announce } from "../models/announcer.ts";
import { createKeyring } from "../models/keys.ts";
import { KeyForm } from "./keys/KeyForm.tsx";
import { KeyTable } from "./keys/KeyTable.tsx";
import { MadeKey } from "./keys/MadeKey.tsx";

/** What machines enter with: those there are, to be revoked, and the form for another one. */
export default function Keys() {
  const keyring = useModel(createKeyring);
  const { list, direct } = keyring;
  const [outcome, setOutcome] = useState("");
  const focus = useFocus();
  useEffect(() => {
    void list.start(null);
    return list.stop;
  }, []);
  const words = t.value.keys;
  const items = list.items.value;
  const failure = list.failure.value;
  const refused = direct.failure.value;
  const isOpen = keyring.isOpen.value;

  function open() {
    setOutcome("");
    keyring.open(true);
    focus("#key-form [name=name]");
  }
  return (
    <Page
      title={words.title}
      actions={
        !isOpen && (
          <button type="button" class="button button-primary" id="add-key" onClick={open}>
            <Icon name="plus" />
            {words.add}
          </button>
        )
      }
    >
      <p class="page-intro soft">{words.intro}</p>
      {isOpen && (
        <KeyForm
          keyring={keyring}
          onCancel={() => {
            keyring.open(false);
            focus("#add-key");
          }}
        />
      )}
      {refused && <FailureNotice failure={refused} title={words.revokeFailed} />}
      {outcome && !isOpen && (
        <p class="outcome">
          <Badge tone="ok">{outcome}</Badge>
        </p>
      )}
      {failure && <FailureNotice failure={failure} retry={() => void list.restart()} />}
      {!items && !failure && <Skeleton rows={4} />}
      {items?.length === 0 && !isOpen && <EmptyNotice title={words.empty} />}
      {items && items.length > 0 && (
        <>
          <KeyTable
            keyring={keyring}
            items={items}
            onRevoked={({ name }) => {
              setOutcome(fill(words.revokedNow, { name }));
              announce(fill(words.revokedNow, { name }));
              focus("h1");
            }}
          />
          <LoadMore list={list} shown={formatCount(items.length, words.shown)} />
        </>
      )}
      <MadeKey
        made={keyring.made}
        onClose={() => {
          keyring.made.value = null;
          focus("#add-key");
        }}
      />
    </Page>
  );
}
