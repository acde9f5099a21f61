import { useEffect, useRef } from "preact/hooks";
import { Field, SelectField } from "../../components/Field.tsx";
import { FailureNotice } from "../../components/Notice.tsx";
import { formatPostalCode, STATES } from "../../i18n/brazil.ts";
import { describeFieldError } from "../../i18n/failures.ts";
import { formatCount } from "../../i18n/format.ts";
import { t } from "../../i18n/language.ts";
import { ADDRESS_FIELDS, type AddressField, isRequired } from "../../models/address-texts.ts";
import type { AddressBook } from "../../models/addresses.ts";
import { AddressConflictNotice, OtherVersion } from "./AddressConflict.tsx";

/** The fields of an address, new or stored. After a conflict, the other version of a field stands under it. */
export function AddressForm(props: { book: AddressBook; onSave: () => Promise<void>; onCancel: () => void }) {
  const { form, opened, conflict } = props.book;
  const element = useRef<HTMLFormElement>(null);
  const words = t.value.addresses;
  const failure = form.failure.value;
  const wrong = ADDRESS_FIELDS.filter((field) => form.errorOf(field));
  const isNew = opened.value === "new" && conflict.value === null;

  useEffect(() => {
    if (wrong[0]) element.current?.querySelector<HTMLElement>(`[name="${wrong[0]}"]`)?.focus();
  }, [failure]);

  const field = (name: AddressField) => {
    const error = form.errorOf(name);
    return {
      name,
      label: words.fields[name],
      required: isRequired(name),
      value: form.draft.value[name],
      error: error && describeFieldError(error),
      onText: (text: string) => form.type(name, text),
      children: <OtherVersion book={props.book} field={name} />,
    };
  };
  const text = { autocomplete: "off", spellcheck: false } as const;
  return (
    <form
      id="address-form"
      class="form address-form"
      ref={element}
      noValidate
      aria-labelledby="address-form-title"
      onSubmit={(event) => {
        event.preventDefault();
        void props.onSave();
      }}
    >
      <h3 id="address-form-title">{isNew ? words.newTitle : words.editTitle}</h3>
      <AddressConflictNotice book={props.book} />
      {failure && wrong.length === 0 && <FailureNotice failure={failure} title={words.failed} />}
      {wrong.length > 0 && (
        <p class="form-summary" role="alert">
          {words.failed}. {formatCount(wrong.length, t.value.clientForm.fix)} {t.value.clientForm.kept}
        </p>
      )}
      <Field {...field("label")} {...text} maxLength={60} hint={words.labelHint} />
      <Field
        {...field("postalCode")}
        {...text}
        inputMode="numeric"
        maxLength={20}
        onBlur={() => form.type("postalCode", formatPostalCode(form.draft.value.postalCode))}
      />
      <Field {...field("street")} {...text} maxLength={200} />
      <Field {...field("number")} {...text} maxLength={20} />
      <Field {...field("complement")} {...text} maxLength={100} />
      <Field {...field("district")} {...text} maxLength={100} />
      <Field {...field("city")} {...text} maxLength={100} />
      <SelectField {...field("state")} options={STATES} placeholder={words.chooseState} />
      <div class="form-actions">
        <button type="submit" class="button button-primary" aria-disabled={form.saving.value}>
          {form.saving.value ? t.value.common.saving : words.save}
        </button>
        <button type="button" class="button" onClick={props.onCancel}>
          {t.value.common.cancel}
        </button>
      </div>
    </form>
  );
}
