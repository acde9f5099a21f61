import { useState } from "preact/hooks";
import type { Webhook } from "../../api-webhooks.ts";
import { Question } from "../../components/Question.tsx";
import { t } from "../../i18n/language.ts";
import type { WebhookDetailModel } from "../../models/webhook.ts";

type Question = "deactivate" | "rotate" | "remove";

/** What can be done with a webhook: test it, stop it, give it a new secret, delete it; each but the first is confirmed. */
export function WebhookButtons(props: {
  webhook: Webhook;
  detail: WebhookDetailModel;
  onDone: (text: string) => void;
  onRemoved: () => void;
}) {
  const { webhook, detail, onDone } = props;
  const [asking, setAsking] = useState<Question | null>(null);
  const words = t.value.webhooks;
  const isBusy = detail.direct.saving.value;
  async function test() {
    if (await detail.test()) onDone(words.tested);
  }
  async function setActive(active: boolean) {
    if (await detail.setActive(active)) onDone(active ? words.activated : words.deactivated);
  }
  async function confirm(question: Question) {
    setAsking(null);
    if (question === "deactivate") await setActive(false);
    else if (question === "rotate") await detail.rotate();
    else if (await detail.remove()) props.onRemoved();
  }
  const button = (id: string, text: string, act: () => void) => (
    <button type="button" class="button" id={id} aria-disabled={isBusy} onClick={act}>
      {text}
    </button>
  );
  return (
    <>
      {button("test-webhook", words.test, () => void test())}
      {webhook.active
        ? button("stop-webhook", words.deactivate, () => setAsking("deactivate"))
        : button("start-webhook", words.activate, () => void setActive(true))}
      {button("rotate-secret", words.rotate, () => setAsking("rotate"))}
      {button("remove-webhook", words.remove, () => setAsking("remove"))}
      {asking && (
        <Question
          title={words[`${asking}Title`]}
          intro={words[`${asking}Help`]}
          yes={words[asking]}
          isDanger={asking !== "rotate"}
          onYes={() => void confirm(asking)}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  );
}
