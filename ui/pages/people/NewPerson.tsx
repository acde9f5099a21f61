import { useLocation } from "preact-iso";
import { Field } from "../../components/Field.tsx";
import { useModel } from "../../components/hooks.ts";
import { NewPassword } from "../../components/NewPassword.tsx";
import { FailureNotice } from "../../components/Notice.tsx";
import { Page } from "../../components/Page.tsx";
import { useWrongField } from "../../components/useWrongField.ts";
import { describeFieldError } from "../../i18n/failures.ts";
import { fill, t } from "../../i18n/language.ts";
import { announce } from "../../models/announcer.ts";
import { createNewPerson } from "../../models/people.ts";
import { RoleChoice } from "./RoleChoice.tsx";

/** The form for somebody who is to be let in. */
export function NewPerson() {
  const { form, save } = useModel(createNewPerson);
  const { element, hasWrong } = useWrongField(form, ["name", "email", "password"]);
  const { route } = useLocation();
  const words = t.value.people;
  const failure = form.failure.value;
  const field = (name: "name" | "email") => {
    const error = form.errorOf(name);
    const told = error?.code === "taken" ? words.emailTaken : error && describeFieldError(error);
    return {
      name,
      label: words[name],
      required: true,
      autocomplete: "off",
      value: form.draft.value[name],
      error: told,
      onText: (text: string) => form.type(name, text),
    } as const;
  };
  async function submit(event: Event) {
    event.preventDefault();
    const person = await save();
    if (!person) return;
    route("/people");
    announce(fill(words.added, { name: person.name }));
  }
  return (
    <Page title={words.newTitle}>
      <form class="form" ref={element} noValidate onSubmit={(event) => void submit(event)}>
        {failure && !hasWrong && <FailureNotice failure={failure} title={words.failed} />}
        <Field {...field("name")} maxLength={200} />
        <Field
          {...field("email")}
          inputMode="email"
          autocapitalize="none"
          spellcheck={false}
          maxLength={254}
        />
        <RoleChoice value={form.draft.value.role} onChoose={(role) => form.type("role", role)} />
        <NewPassword
          label={words.password}
          help={words.passwordHelp}
          value={form.draft.value.password}
          error={form.errorOf("password")}
          onText={(text) => form.type("password", text)}
        />
        <div class="form-actions">
          <button type="submit" class="button button-primary" aria-disabled={form.saving.value}>
            {form.saving.value ? t.value.common.saving : words.save}
          </button>
          <a class="button" href="/people">
            {t.value.common.cancel}
          </a>
        </div>
      </form>
    </Page>
  );
}
