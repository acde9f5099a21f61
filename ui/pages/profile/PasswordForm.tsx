import { useState } from "preact/hooks";
import { Badge } from "../../components/Badge.tsx";
import { PasswordField } from "../../components/Field.tsx";
import { FailureNotice } from "../../components/Notice.tsx";
import { useWrongField } from "../../components/useWrongField.ts";
import { describePasswordError, describeSignIn } from "../../i18n/failures.ts";
import { t } from "../../i18n/language.ts";
import { announce } from "../../models/announcer.ts";
import type { createProfile } from "../../models/profile.ts";

const FIELDS = ["currentPassword", "password", "repeated"] as const;

/** Another password for who is signed in. The hidden e-mail tells a password manager whose it is. */
export function PasswordForm(props: { profile: ReturnType<typeof createProfile>; email: string }) {
  const { profile } = props;
  const { password: form } = profile;
  const { element, hasWrong } = useWrongField(form, FIELDS);
  const [outcome, setOutcome] = useState("");
  const words = t.value.profile;
  const failure = form.failure.value;
  const field = (name: (typeof FIELDS)[number]) => {
    const error = form.errorOf(name);
    return {
      name,
      value: form.draft.value[name],
      error: error && describePasswordError(error),
      onText: (text: string) => form.type(name, text),
    };
  };
  async function save(event: Event) {
    event.preventDefault();
    setOutcome("");
    if (!(await profile.savePassword())) return;
    setOutcome(words.passwordSaved);
    announce(words.passwordSaved);
  }
  return (
    <form
      class="form account-form"
      ref={element}
      noValidate
      aria-labelledby="own-password-title"
      onSubmit={(event) => void save(event)}
    >
      <div>
        <h2 id="own-password-title">{words.passwordTitle}</h2>
        <p class="soft">{words.passwordHelp}</p>
      </div>
      {failure && !hasWrong && (
        <FailureNotice
          failure={failure}
          title={words.passwordFailed}
          {...(failure.code === "too-many-requests" && { reason: describeSignIn(failure) })}
        />
      )}
      <input hidden type="text" name="username" autocomplete="username" readOnly value={props.email} />
      <PasswordField {...field("currentPassword")} label={words.current} autocomplete="current-password" />
      <PasswordField
        {...field("password")}
        label={words.new}
        hint={words.rules}
        autocomplete="new-password"
      />
      <PasswordField {...field("repeated")} label={words.repeated} autocomplete="new-password" />
      <div class="form-actions">
        <button type="submit" class="button button-primary" aria-disabled={form.saving.value}>
          {form.saving.value ? t.value.common.saving : words.savePassword}
        </button>
        {outcome && <Badge tone="ok">{outcome}</Badge>}
      </div>
    </form>
  );
}
