import { useEffect } from "preact/hooks";
import { Field } from "../../components/Field.tsx";
import { FailureNotice } from "../../components/Notice.tsx";
import { useWrongField } from "../../components/useWrongField.ts";
import { describeFieldError } from "../../i18n/failures.ts";
import { t } from "../../i18n/language.ts";
import { EXPIRIES, type Keyring } from "../../models/keys.ts";
import { ScopeTable } from "./ScopeTable.tsx";

/** The form for a new key: what it is called, what it may do and when it ends. */
export function KeyForm({ keyring, onCancel }: { keyring: Keyring; onCancel: () => void }) {
  const { form, missing } = keyring;
  const { element, hasWrong } = useWrongField(form, ["name"]);
  const words = t.value.keys;
  const failure = form.failure.value;
  const error = form.errorOf("name");
  const { name, expiry, date } = form.draft.value;
  useEffect(() => {
    const selector = missing.value === "scopes" ? "[type=checkbox]" : "[type=date]";
    if (missing.value) element.current?.querySelector<HTMLElement>(selector)?.focus();
  }, [missing.value]);
  function submit(event: Event) {
    event.preventDefault();
    missing.value = null;
    void keyring.save();
  }
  return (
    <form
      id="key-form"
      class="form key-form"
      ref={element}
      noValidate
      aria-labelledby="key-form-title"
      onSubmit={submit}
    >
      <h2 id="key-form-title">{words.newTitle}</h2>
      {failure && !hasWrong && <FailureNotice failure={failure} title={words.failed} />}
      <Field
        name="name"
        label={words.name}
        hint={words.nameHint}
        required
        autocomplete="off"
        maxLength={200}
        value={name}
        error={error && describeFieldError(error)}
        onText={(text) => form.type("name", text)}
      />
      <ScopeTable keyring={keyring} />
      <div class="key-expiry">
        <label>
          <span>{words.expiry}</span>
          <select
            class="control"
            name="expiry"
            value={expiry}
            onChange={(event) => form.type("expiry", event.currentTarget.value)}
          >
            {EXPIRIES.map((value) => (
              <option key={value} value={value}>
                {words.expiries[value]}
              </option>
            ))}
          </select>
        </label>
        {expiry === "date" && (
          <label>
            <span>{words.date}</span>
            <input
              type="date"
              class="control"
              name="date"
              value={date}
              aria-invalid={missing.value === "date" ? true : undefined}
              aria-describedby={missing.value === "date" ? "key-date-error" : undefined}
              onInput={(event) => form.type("date", event.currentTarget.value)}
            />
          </label>
        )}
      </div>
      {missing.value === "date" && (
        <p class="field-error" id="key-date-error">
          {words.dateMissing}
        </p>
      )}
      <div class="form-actions">
        <button type="submit" class="button button-primary" aria-disabled={form.saving.value}>
          {form.saving.value ? t.value.common.saving : words.save}
        </button>
        <button type="button" class="button" onClick={onCancel}>
          {t.value.common.cancel}
        </button>
      </div>
    </form>
  );
}
