import { useState } from "preact/hooks";
import { type Client, personalDataUrl } from "../../api.ts";
import { ApiDownload } from "../../components/ApiDownload.tsx";
import { t } from "../../i18n/language.ts";
import { may } from "../../models/session.ts";
import { EraseDialog } from "./EraseDialog.tsx";

/** What a person may ask a shop for (LGPD, art. 18): all that is kept of them, and that it be erased. */
export function PersonalData(props: { client: Client; onChanged: (client: Client) => void }) {
  const { client } = props;
  const [asking, setAsking] = useState(false);
  const words = t.value.personalData;
  return (
    <section class="personal-data" aria-labelledby="personal-data-title">
      <h2 id="personal-data-title">{words.title}</h2>
      <div>
        <p>{words.exportHelp}</p>
        <ApiDownload href={personalDataUrl(client)} download={`client-${client.id}.json`}>
          {words.export}
        </ApiDownload>
      </div>
      {may("clients:erase") && (
        <div>
          <p>{words.eraseHelp}</p>
          <button type="button" class="button button-danger" onClick={() => setAsking(true)}>
            {words.erase}
          </button>
        </div>
      )}
      {asking && <EraseDialog client={client} onChanged={props.onChanged} onClose={() => setAsking(false)} />}
    </section>
  );
}
