import { useState } from "preact/hooks";
import type { Person } from "../../api-accounts.ts";
import { Dialog } from "../../components/Dialog.tsx";
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
        <Dialog
          title={fill(words.disableTitle, { name: person.name })}
          intro={words.disableHelp}
          isQuestion
          onClose={() => setAsking(false)}
        >
          <div class="form-actions">
            <button type="button" class="button button-danger" onClick={() => void set(true)}>
              {words.disable}
            </button>
            <button type="button" class="button" onClick={() => setAsking(false)}>
              {t.value.common.cancel}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}
