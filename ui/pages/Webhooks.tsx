import { useEffect } from "preact/hooks";
import { useRoute } from "preact-iso";
import { useFocus, useModel } from "../components/hooks.ts";
import { Icon } from "../components/Icon.tsx";
import { LoadMore } from "../components/LoadMore.tsx";
import { EmptyNotice, FailureNotice, Skeleton } from "../components/Notice.tsx";
import { Page } from "../components/Page.tsx";
import { formatCount } from "../i18n/format.ts";
import { t } from "../i18n/language.ts";
import { createWebhookList } from "../models/webhooks.ts";
import { SecretShown } from "./webhooks/SecretShown.tsx";
import { WebhookDetail } from "./webhooks/WebhookDetail.tsx";
import { WebhookFields } from "./webhooks/WebhookFields.tsx";
import { WebhookTable } from "./webhooks/WebhookTable.tsx";

/** Who is told of events: all of them with the form for another one, or one of them. */
export default function Webhooks() {
  const { id } = useRoute().params;
  return id === undefined ? <WebhookList /> : <WebhookDetail key={id} id={id} />;
}

function WebhookList() {
  const model = useModel(createWebhookList);
  const { list, form } = model;
  const focus = useFocus();
  useEffect(() => {
    void list.start(null);
    return list.stop;
  }, []);
  const words = t.value.webhooks;
  const items = list.items.value;
  const failure = list.failure.value;
  const isOpen = model.isOpen.value;
  return (
    <Page
      title={words.title}
      actions={
        !isOpen && (
          <button
            type="button"
            class="button button-primary"
            id="add-webhook"
            onClick={() => {
              model.open(true);
              focus("#webhook-form [name=url]");
            }}
          >
            <Icon name="plus" />
            {words.add}
          </button>
        )
      }
    >
      <p class="page-intro soft">{words.intro}</p>
      {isOpen && (
        <WebhookFields
          form={form}
          title={words.newTitle}
          save={words.save}
          onSubmit={() => void model.save()}
          onCancel={() => {
            model.open(false);
            focus("#add-webhook");
          }}
        />
      )}
      {failure && <FailureNotice failure={failure} retry={() => void list.restart()} />}
      {!items && !failure && <Skeleton rows={4} />}
      {items?.length === 0 && !isOpen && <EmptyNotice title={words.empty} />}
      {items && items.length > 0 && (
        <>
          <WebhookTable items={items} busy={list.busy.value !== null} />
          <LoadMore list={list} shown={formatCount(items.length, words.shown)} />
        </>
      )}
      <SecretShown
        shown={model.made}
        onClose={() => {
          model.made.value = null;
          focus("#add-webhook");
        }}
      />
    </Page>
  );
}
