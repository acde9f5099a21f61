import { useEffect, useRef } from "preact/hooks";
import { useLocation } from "preact-iso";
import { Field } from "../components/Field.tsx";
import { FailureNotice } from "../components/Notice.tsx";
import { Page } from "../components/Page.tsx";
import { formatDocument, formatPhone } from "../i18n/brazil.ts";
import { describeFieldError } from "../i18n/failures.ts";
import { formatCount } from "../i18n/format.ts";
import { fill, t } from "../i18n/language.ts";
import { announce } from "../models/announcer.ts";
import {
  discard,
  draft,
  errorOf,
  failure,
  FIELDS,
  type Field as Name,
  save,
  saving,
  type,
} from "../models/new-client.ts";

/** The form for a new client. The API is the judge; its objections stand at the fields they are about. */
export default function NewClient() {
  const { route } = useLocation();
  const form = useRef<HTMLFormElement>(null);
  const words = t.value.newClient;
  const wrong = FIELDS.filter((field) => errorOf(field));

  useEffect(() => {
    if (wrong[0]) form.current?.querySelector<HTMLElement>(`[name="${wrong[0]}"]`)?.focus();
  }, [failure.value]);

  async function submit(event: Event) {
    event.preventDefault();
    const client = await save();
    if (!client) return;
    route("/clients");
    announce(fill(words.saved, { name: client.name }));
  }
  const field = (name: Name) => {
    const error = errorOf(name);
    return {
      name,
      label: words[name],
      value: draft.value[name],
      error: error && describeFieldError(error),
      onText: (text: string) => type(name, text),
    };
  };
  return (
    <Page title={words.title}>
      <form class="form" ref={form} noValidate onSubmit={(event) => void submit(event)}>
        {failure.value && wrong.length === 0 && (
          <FailureNotice failure={failure.value} title={words.failed} />
        )}
        {wrong.length > 0 && (
          <p class="form-summary" role="alert">
            {words.failed}. {formatCount(wrong.length, words.fix)} {words.failedHelp}
          </p>
        )}
        <Field {...field("name")} required autocomplete="off" maxLength={200} />
        <Field {...field("email")} inputMode="email" autocomplete="off" spellcheck={false} maxLength={254} />
        <Field
          {...field("phone")}
          inputMode="tel"
          autocomplete="off"
          maxLength={50}
          hint={words.phoneHint}
          onBlur={() => type("phone", formatPhone(draft.value.phone))}
        />
        <Field
          {...field("document")}
          autocomplete="off"
          spellcheck={false}
          maxLength={50}
          hint={words.documentHint}
          onBlur={() => type("document", formatDocument(draft.value.document))}
        />
        <div class="form-actions">
          <button type="submit" class="button button-primary" aria-disabled={saving.value}>
            {saving.value ? words.saving : words.save}
          </button>
          <a class="button" href="/clients" onClick={discard}>
            {t.value.common.cancel}
          </a>
        </div>
      </form>
    </Page>
  );
}
