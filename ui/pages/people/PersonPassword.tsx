import { NewPassword } from "../../components/NewPassword.tsx";
import { FailureNotice } from "../../components/Notice.tsx";
import { useWrongField } from "../../components/useWrongField.ts";
import { t } from "../../i18n/language.ts";
import type { createPersonDetail } from "../../models/people.ts";

/** Another password for somebody who forgot theirs. */
export function PersonPassword(props: {
  detail: ReturnType<typeof createPersonDetail>;
  onSaved: () => void;
}) {
  const { password: form, savePassword } = props.detail;
  const { element, hasWrong } = useWrongField(form, ["password"]);
  const words = t.value.people;
  const failure = form.failure.value;
  async function submit(event: Event) {
    event.preventDefault();
    if (await savePassword()) props.onSaved();
  }
  return (
    <form
      class="form account-form"
      ref={element}
      noValidate
      aria-labelledby="person-password-title"
      onSubmit={(event) => void submit(event)}
    >
      <h2 id="person-password-title">{words.newPasswordTitle}</h2>
      {failure && !hasWrong && failure.code !== "precondition-failed" && (
        <FailureNotice failure={failure} title={words.failed} />
      )}
      <NewPassword
        label={words.newPasswordTitle}
        help={words.newPasswordHelp}
        value={form.draft.value.password}
        error={form.errorOf("password")}
        onText={(text) => form.type("password", text)}
      />
      <div class="form-actions">
        <button type="submit" class="button" aria-disabled={form.saving.value}>
          {form.saving.value ? t.value.common.saving : words.savePassword}
        </button>
      </div>
    </form>
  );
}
