import { useState } from "preact/hooks";
import { Badge } from "../../components/Badge.tsx";
import { Field } from "../../components/Field.tsx";
import { FailureNotice } from "../../components/Notice.tsx";
import { useWrongField } from "../../components/useWrongField.ts";
import { describeFieldError } from "../../i18n/failures.ts";
import { t } from "../../i18n/language.ts";
import { announce } from "../../models/announcer.ts";
import type { createProfile } from "../../models/profile.ts";

export function NameForm({ profile }: { profile: ReturnType<typeof createProfile> }) {
  const { name: form } = profile;
  const { element, hasWrong } = useWrongField(form, ["name"]);
  const [outcome, setOutcome] = useState("");
  const words = t.value.profile;
  const failure = form.failure.value;
  const error = form.errorOf("name");
  async function save(event: Event) {
    event.preventDefault();
    setOutcome("");
    if (!(await profile.saveName())) return;
    setOutcome(words.nameSaved);
    announce(words.nameSaved);
  }
  return (
    <form
      class="form account-form"
      ref={element}
      noValidate
      aria-labelledby="own-name-title"
      onSubmit={(event) => void save(event)}
    >
      <h2 id="own-name-title">{words.nameTitle}</h2>
      {failure && !hasWrong && <FailureNotice failure={failure} title={words.nameFailed} />}
      <Field
        name="name"
        label={words.name}
        required
        autocomplete="name"
        maxLength={200}
        value={form.draft.value.name}
        error={error && describeFieldError(error)}
        onText={(text) => form.type("name", text)}
      />
      <div class="form-actions">
        <button type="submit" class="button button-primary" aria-disabled={form.saving.value}>
          {form.saving.value ? t.value.common.saving : words.saveName}
        </button>
        {outcome && <Badge tone="ok">{outcome}</Badge>}
      </div>
    </form>
  );
}
