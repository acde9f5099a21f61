import { useEffect, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { Badge } from "../../components/Badge.tsx";
import { useFocus, useModel } from "../../components/hooks.ts";
import { EmptyNotice, FailureNotice, Skeleton } from "../../components/Notice.tsx";
import { Page } from "../../components/Page.tsx";
import { formatTime } from "../../i18n/format.ts";
import { t } from "../../i18n/language.ts";
import { announce } from "../../models/announcer.ts";
import { createWebhookDetail } from "../../models/webhook.ts";
import { Deliveries } from "./Deliveries.tsx";
import { SecretShown } from "./SecretShown.tsx";
import { WebhookButtons } from "./WebhookButtons.tsx";
import { WebhookFields } from "./WebhookFields.tsx";
import { WebhookHistory } from "./WebhookHistory.tsx";
import { WebhookState } from "./WebhookTable.tsx";

/** One webhook: how it is, what can be done with it, what was sent to it, and who changed it. */
export function WebhookDetail({ id }: { id: string }) {
  const detail = useModel(() => createWebhookDetail(id));
  const [outcome, setOutcome] = useState("");
  const { route } = useLocation();
  const focus = useFocus();
  useEffect(() => {
    void detail.load();
    return () => {
      detail.read.stop();
      detail.audit.stop();
    };
  }, []);
  const words = t.value.webhooks;
  const webhook = detail.read.data.value;
  const failure = detail.read.failure.value;
  const missing = failure?.code === "not-found" || failure?.code === "invalid-parameter";
  const refused = detail.direct.failure.value;
  function tell(text: string) {
    setOutcome(text);
    announce(text);
  }
  async function save() {
    if (await detail.save()) tell(words.saved);
  }
  return (
    <Page
      title={webhook?.url ?? words.title}
      actions={
        <>
          {webhook && (
            <WebhookButtons
              webhook={webhook}
              detail={detail}
              onDone={tell}
              onRemoved={() => {
                route("/webhooks");
                announce(words.removed);
              }}
            />
          )}
          <a class="button" href="/webhooks">
            {words.back}
          </a>
        </>
      }
    >
      {missing && <EmptyNotice title={words.missing} />}
      {failure && !missing && <FailureNotice failure={failure} retry={() => void detail.load()} />}
      {!webhook && !failure && <Skeleton rows={6} />}
      {refused && refused.code !== "precondition-failed" && (
        <FailureNotice failure={refused} title={words.changeFailed} />
      )}
      {outcome && (
        <p class="outcome">
          <Badge tone="ok">{outcome}</Badge>
        </p>
      )}
      {webhook && (
        <>
          <dl class="facts">
            <dt>{words.state}</dt>
            <dd>
              <WebhookState webhook={webhook} />
              {webhook.goneAt && <p class="soft">{words.goneHelp}</p>}
            </dd>
            {webhook.oldSecretUntil && new Date(webhook.oldSecretUntil) > new Date() && (
              <>
                <dt>{words.oldSecretUntil}</dt>
                <dd>{formatTime(webhook.oldSecretUntil, "dateTime")}</dd>
              </>
            )}
            <dt>{words.createdAt}</dt>
            <dd>{formatTime(webhook.createdAt, "dateTime")}</dd>
          </dl>
          <Deliveries detail={detail} onDone={tell} />
          {detail.overtaken.value && (
            <p class="key-warning" role="alert">
              {words.overtaken}
            </p>
          )}
          <WebhookFields
            form={detail.form}
            title={words.editTitle}
            save={words.saveChanges}
            onSubmit={() => void save()}
          />
          <WebhookHistory audit={detail.audit} />
        </>
      )}
      <SecretShown
        shown={detail.rotated}
        onClose={() => {
          detail.rotated.value = null;
          focus("#rotate-secret");
        }}
      />
    </Page>
  );
}
