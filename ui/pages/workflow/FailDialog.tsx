import { useState } from "preact/hooks";
import { Dialog } from "../../components/Dialog.tsx";
import { Field } from "../../components/Field.tsx";
import { FailureNotice } from "../../components/Notice.tsx";
import type { ApiError } from "../../http.ts";
import { fill, t } from "../../i18n/language.ts";

/** Asks why a step failed; open until that is stored. */
export function FailDialog(props: {
  name: string;
  sending: { saving: { value: boolean }; failure: { value: ApiError | null } };
  onReport: (message: string) => void;
  onClose: () => void;
}) {
  const [message, setMessage] = useState("");
  const [isMissing, setMissing] = useState(false);
  const words = t.value.workflow.step;
  const failure = props.sending.failure.value;
  function submit(event: Event) {
    event.preventDefault();
    const given = message.trim();
    setMissing(given === "");
    if (given) props.onReport(given);
    else document.querySelector<HTMLInputElement>('dialog [name="message"]')?.focus();
  }
  return (
    <Dialog title={fill(words.failTitle, { name: props.name })} isQuestion onClose={props.onClose}>
      <form class="form" noValidate onSubmit={submit}>
        <Field
          name="message"
          label={words.message}
          hint={words.messageHint}
          required
          autocomplete="off"
          maxLength={500}
          value={message}
          error={isMissing ? t.value.fieldErrors.required : undefined}
          onText={setMessage}
        />
        {failure && <FailureNotice failure={failure} title={words.failed} />}
        <div class="form-actions">
          <button type="submit" class="button button-danger" aria-disabled={props.sending.saving.value}>
            {words.save}
          </button>
          <button type="button" class="button" onClick={props.onClose}>
            {t.value.common.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
