import { useState } from "preact/hooks";
import type { Client } from "../../api.ts";
import { Dialog } from "../../components/Dialog.tsx";
import { useModel } from "../../components/hooks.ts";
import { FailureNotice } from "../../components/Notice.tsx";
import { formatDocument, formatPhone } from "../../i18n/brazil.ts";
import { fill, t } from "../../i18n/language.ts";
import { createErasure } from "../../models/erasure.ts";

/** Shows what would be erased, and erases it once the person has said that they checked it. */
export function EraseDialog(props: {
  client: Client;
  onChanged: (client: Client) => void;
  onClose: () => void;
}) {
  const { client } = props;
  const erasure = useModel(createErasure);
  const [sure, setSure] = useState(false);
  const words = t.value.personalData;
  const failure = erasure.failure.value;
  const changed = erasure.changed.value;
  const busy = erasure.saving.value;

  async function submit(event: Event) {
    event.preventDefault();
    const now = await erasure.erase(client);
    if (!now) return;
    setSure(false);
    props.onChanged(now);
  }
  return (
    <Dialog
      title={fill(words.eraseTitle, { name: client.name })}
      intro={words.eraseIntro}
      isQuestion
      onClose={props.onClose}
    >
      <form class="erasure" onSubmit={(event) => void submit(event)}>
        {changed && (
          <p key={changed.version} class="erasure-changed" role="alert">
            {words.changed}
          </p>
        )}
        <h3>{words.goes}</h3>
        <PersonalFacts client={client} />
        <h3>{words.stays}</h3>
        <p>{fill(words.staysHelp, { id: client.id })}</p>
        <label class="erasure-sure">
          <input
            type="checkbox"
            required
            checked={sure}
            onChange={(event) => setSure(event.currentTarget.checked)}
          />
          <span>{words.sure}</span>
        </label>
        {failure && <FailureNotice failure={failure} title={words.failed} />}
        <div class="form-actions">
          <button type="submit" class="button button-danger" aria-disabled={!sure || busy}>
            {busy ? t.value.common.saving : words.erase}
          </button>
          <button type="button" class="button" onClick={props.onClose}>
            {t.value.common.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function PersonalFacts({ client }: { client: Client }) {
  const words = t.value.clients;
  const { none } = t.value.common;
  const { addresses, allAddresses } = t.value.personalData;
  return (
    <dl class="facts">
      <dt>{words.name}</dt>
      <dd>{client.name}</dd>
      <dt>{words.email}</dt>
      <dd>{client.email ?? none}</dd>
      <dt>{words.phone}</dt>
      <dd>{client.phone ? formatPhone(client.phone) : none}</dd>
      <dt>{words.document}</dt>
      <dd>{client.document ? formatDocument(client.document) : none}</dd>
      <dt>{addresses}</dt>
      <dd>{allAddresses}</dd>
    </dl>
  );
}
