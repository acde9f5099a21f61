import { useState } from "preact/hooks";
import type { Client } from "../../api.ts";
import { Finder } from "../../components/Finder.tsx";
import { useLater, useModel } from "../../components/hooks.ts";
import { Icon } from "../../components/Icon.tsx";
import { nameOf } from "../../i18n/client-name.ts";
import { formatDocument, formatPhone } from "../../i18n/brazil.ts";
import { joinFacts } from "../../i18n/format.ts";
import { t } from "../../i18n/language.ts";
import { createClientFinder } from "../../models/client-finder.ts";
import { may } from "../../models/session.ts";
import { till } from "../../models/till.ts";
import { focusField } from "./focus.ts";

/** Who buys: found by name, or made in place. */
export function ClientChoice() {
  const finder = useModel(createClientFinder);
  const [isNew, setNew] = useState<string | null>(null);
  const later = useLater(() => import("./NewClientDialog.tsx"));
  const words = t.value.till;
  const client = till.client.value;
  const objection = till.objections.value.client;

  function choose(buyer: Client | null) {
    till.setClient(buyer);
    setNew(null);
    setTimeout(() => focusField(buyer ? "till-product" : "till-client"));
  }
  return (
    <section class="till-client" aria-label={words.client}>
      {client ? (
        <div class="till-buyer">
          <p>
            <span class="field-hint">{words.client}</span>
            <b>{nameOf(client)}</b>
            <span class="soft">{contactOf(client)}</span>
          </p>
          <button
            type="button"
            class="button"
            aria-disabled={till.isLocked.value}
            onClick={() => choose(null)}
          >
            {words.changeClient}
          </button>
        </div>
      ) : (
        <div class="till-find">
          <Finder
            finder={finder}
            name="till-client"
            label={words.client}
            hint={words.clientHint}
            error={till.missing.value === "client" ? words.missing.client : undefined}
            none={words.noClient}
            option={(found) => <ClientOption client={found} />}
            onChoose={choose}
          />
          {may("clients:write") && (
            <button type="button" class="button" onClick={() => setNew(finder.text.value)}>
              <Icon name="plus" />
              {words.newClient}
            </button>
          )}
        </div>
      )}
      {objection && (
        <p class="field-error" role="alert">
          {words.objections[objection === "inactive" ? "inactive" : "not_found"]}
        </p>
      )}
      {isNew !== null && later && (
        <later.NewClientDialog name={isNew} onSaved={choose} onClose={() => setNew(null)} />
      )}
    </section>
  );
}

function ClientOption({ client }: { client: Client }) {
  return (
    <>
      <span>{nameOf(client)}</span>
      <span class="soft">
        {joinFacts(contactOf(client), client.status === "inactive" && t.value.till.inactive)}
      </span>
    </>
  );
}

/** What tells two of the same name apart. */
function contactOf({ document, phone, email }: Client): string {
  if (document) return formatDocument(document);
  return phone ? formatPhone(phone) : (email ?? "");
}
