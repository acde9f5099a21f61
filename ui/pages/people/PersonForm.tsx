import { Field } from "../../components/Field.tsx";
import { FailureNotice } from "../../components/Notice.tsx";
import { useWrongField } from "../../components/useWrongField.ts";
import { describeFieldError } from "../../i18n/failures.ts";
import { t } from "../../i18n/language.ts";
import type { createPersonDetail } from "../../models/people.ts";
import { describePersonFailure } from "./Overtaken.tsx";
import { RoleChoice } from "./RoleChoice.tsx";

/** A person's name and role. */
export function PersonForm(props: { detail: ReturnType<typeof createPersonDetail>; onSaved: () => void }) {
  const { form, save } = props.detail;
  const { element, hasWrong } = useWrongField(form, ["name"]);
  const words = t.value.people;
  const failure = form.failure.value;
  const error = form.errorOf("name");
  async function submit(event: Event) {
    event.preventDefault();
    if (await save()) props.onSaved();
  }
  return (
    <form
      class="form account-form"
      ref={element}
      noValidate
      aria-labelledby="person-title"
      onSubmit={(event) => void submit(event)}
    >
      <h2 id="person-title">{words.editTitle}</h2>
      {failure && !hasWrong && failure.code !== "precondition-failed" && (
        <FailureNotice failure={failure} title={words.failed} reason={describePersonFailure(failure)} />
      )}
      <Field
        name="name"
        label={words.name}
        required
        autocomplete="off"
        maxLength={200}
        value={form.draft.value.name}
        error={error && describeFieldError(error)}
        onText={(text) => form.type("name", text)}
      />
      <RoleChoice value={form.draft.value.role} onChoose={(role) => form.type("role", role)} />
      <div class="form-actions">
        <button type="submit" class="button button-primary" aria-disabled={form.saving.value}>
          {form.saving.value ? t.value.common.saving : words.saveChanges}
        </button>
      </div>
    </form>
  );
}
