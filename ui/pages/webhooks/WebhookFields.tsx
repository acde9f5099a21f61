import { useEffect } from "preact/hooks";
import { Field } from "../../components/Field.tsx";
import { FailureNotice } from "../../components/Notice.tsx";
import { useWrongField } from "../../components/useWrongField.ts";
import { describeFieldError } from "../../i18n/failures.ts";
import { t } from "../../i18n/language.ts";
import { EVENT_TYPES, type WebhookForm } from "../../models/webhook-form.ts";

/** The form of a webhook: where to, what for and when. */
export function WebhookFields(props: {
  form: WebhookForm;
  title: string;
  save: string;
  onSubmit: () => void;
  onCancel?: () => void;
}) {
  const { form, onCancel } = props;
  const { element, hasWrong } = useWrongField(form, ["url", "description"]);
  const words = t.value.webhooks;
  const failure = form.failure.value;
  const isMissing = form.isMissing.value;
  useEffect(() => {
    if (isMissing) element.current?.querySelector<HTMLElement>("[type=checkbox]")?.focus();
  }, [isMissing]);
  const errorOf = (name: "url" | "description") => {
    const error = form.errorOf(name);
    if (!error) return undefined;
    return (name === "url" ? words.urlErrors[error.code] : undefined) ?? describeFieldError(error);
  };
  return (
    <form
      id="webhook-form"
      class="form webhook-form"
      ref={element}
      noValidate
      aria-labelledby="webhook-form-title"
      onSubmit={(event) => {
        event.preventDefault();
        form.isMissing.value = false;
        props.onSubmit();
      }}
    >
      <h2 id="webhook-form-title">{props.title}</h2>
      {failure && !hasWrong && failure.code !== "precondition-failed" && (
        <FailureNotice failure={failure} title={words.failed} />
      )}
      <Field
        name="url"
        label={words.url}
        hint={words.urlHint}
        required
        autocomplete="off"
        autocapitalize="none"
        inputMode="url"
        spellcheck={false}
        maxLength={2000}
        value={form.draft.value.url}
        error={errorOf("url")}
        onText={(text) => form.type("url", text)}
      />
      <Field
        name="description"
        label={words.description}
        autocomplete="off"
        maxLength={200}
        value={form.draft.value.description}
        error={errorOf("description")}
        onText={(text) => form.type("description", text)}
      />
      <fieldset class="webhook-types" aria-describedby={isMissing ? "webhook-types-error" : undefined}>
        <legend>{words.types}</legend>
        {EVENT_TYPES.map((type) => (
          <label key={type}>
            <input
              type="checkbox"
              value={type}
              checked={form.types.value.includes(type)}
              onChange={() => form.toggle(type)}
            />
            <span>{words.type[type]}</span>
          </label>
        ))}
        {isMissing && (
          <p class="field-error" id="webhook-types-error" role="alert">
            {words.typesMissing}
          </p>
        )}
      </fieldset>
      <div class="form-actions">
        <button type="submit" class="button button-primary" aria-disabled={form.saving.value}>
          {form.saving.value ? t.value.common.saving : props.save}
        </button>
        {onCancel && (
          <button type="button" class="button" onClick={onCancel}>
            {t.value.common.cancel}
          </button>
        )}
      </div>
    </form>
  );
}
