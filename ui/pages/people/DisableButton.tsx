import { useState } from "preact/hooks";
import type { Person } from "../../api-accounts.ts";
import { Question } from "../../components/Question.tsx";
import { fill, t } from "../../i18n/language.ts";
import type { createPersonDetail } from "../../models/people.ts";

/** Keeps a person out, after a confirmation, or lets them in again. */
export function DisableButton(props: {
  person: Person;
  detail: ReturnType<typeof createPersonDetail>;
  onDone: (text: string) => void;
}) {
  const { person, detail } = props;
  const [asking, setAsking] = useState(false);
  const words = t.value.people;
  async function set(disabled: boolean) {
    setAsking(false);
    if (await detail.setDisabled(disabled)) props.onDone(disabled ? words.disabledNow : words.enabledNow);
  }
  return (
    <>
      <button
        type="button"
        class="button"
        aria-disabled={detail.direct.saving.value}
        onClick={() => (person.disabledAt ? void set(false) : setAsking(true))}
      >
        {person.disabledAt ? words.enable : words.disable}
      </button>
      {asking && (
        <Question
          title={fill(words.disableTitle, { name: person.name })}
          intro={words.disableHelp}
          yes={words.disable}
          onYes={() => void set(true)}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
