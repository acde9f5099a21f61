import { useState } from "preact/hooks";
import type { Client } from "../../api.ts";
import { Question } from "../../components/Question.tsx";
import { fill, t } from "../../i18n/language.ts";
import type { ClientEdit } from "../../models/edit-client.ts";

/** Deactivates a client, after a confirmation, or activates it again. */
export function StatusButton(props: { client: Client; edit: ClientEdit; onSaved: (client: Client) => void }) {
  const { client, edit } = props;
  const [asking, setAsking] = useState(false);
  const words = t.value.editClient;
  const active = client.status === "active";
  const busy = edit.direct.saving.value;

  async function set(status: Client["status"]) {
    const changed = await edit.setStatus(client, status);
    if (changed) props.onSaved(changed);
  }
  return (
    <>
      <button
        type="button"
        class="button"
        aria-disabled={busy}
        onClick={() => (active ? setAsking(true) : void set("active"))}
      >
        {active ? words.deactivate : words.activate}
      </button>
      {asking && (
        <Question
          title={fill(words.confirmTitle, { name: client.name })}
          intro={words.confirmHelp}
          yes={words.deactivate}
          isDanger={false}
          onYes={() => {
            setAsking(false);
            void set("inactive");
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
