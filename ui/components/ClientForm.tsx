import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { formatDocument, formatPhone } from "../i18n/brazil.ts";
import { describeFieldError } from "../i18n/failures.ts";
import { formatCount } from "../i18n/format.ts";
import { t } from "../i18n/language.ts";
import { type ClientForm as Form, FIELDS, type Field as Name } from "../models/client-form.ts";
import { Field } from "./Field.tsx";
import { FailureNotice } from "./Notice.tsx";

/** The fields of a client. The API is the judge; its objections stand at the fields they are about. */
export function ClientForm(props: {
  form: Form;
  /** The title of a failure. */
  failed: string;
  save: string;
  onSave: () => Promise<unknown>;
  /** The way out without saving. */
  children: ComponentChildren;
}) {
  const { form, failed } = props;
  const element = useRef<HTMLFormElement>(null);
  const words = t.value.clientForm;
  const failure = form.failure.value;
  const wrong = FIELDS.filter((field) => form.errorOf(field));

  useEffect(() => {
    if (wrong[0]) element.current?.querySelector<HTMLElement>(`[name="${wrong[0]}"]`)?.focus();
  }, [failure]);

  function submit(event: Event) {
    event.preventDefault();
    void props.onSave();
  }
  const field = (name: Name) => {
    const error = form.errorOf(name);
    return {
      name,
      label: t.value.clients[name],
      value: form.draft.value[name],
      error: error && describeFieldError(error),
      onText: (text: string) => form.type(name, text),
    };
  };
  return (
    <form class="form" ref={element} noValidate onSubmit={submit}>
      {failure && wrong.length === 0 && <FailureNotice failure={failure} title={failed} />}
      {wrong.length > 0 && (
        <p class="form-summary" role="alert">
          {failed}. {formatCount(wrong.length, words.fix)} {words.kept}
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
        onBlur={() => form.type("phone", formatPhone(form.draft.value.phone))}
      />
      <Field
        {...field("document")}
        autocomplete="off"
        spellcheck={false}
        maxLength={50}
        hint={words.documentHint}
        onBlur={() => form.type("document", formatDocument(form.draft.value.document))}
      />
      <div class="form-actions">
        <button type="submit" class="button button-primary" aria-disabled={form.saving.value}>
          {form.saving.value ? t.value.common.saving : props.save}
        </button>
        {props.children}
      </div>
    </form>
  );
}
