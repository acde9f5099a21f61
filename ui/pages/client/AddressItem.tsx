import { useState } from "preact/hooks";
import type { Address } from "../../api.ts";
import { Badge } from "../../components/Badge.tsx";
import { Question } from "../../components/Question.tsx";
import { formatAddress, nameOfAddress } from "../../i18n/brazil.ts";
import { fill, t } from "../../i18n/language.ts";

/** One address, and what can be done with it; nothing while another one is in the form. */
export function AddressItem(props: {
  address: Address;
  /** The address that will be primary when this one is deleted. */
  successor: Address | undefined;
  busy: boolean;
  actions: {
    open: (address: Address) => void;
    remove: (address: Address) => Promise<void>;
    makePrimary: (address: Address) => Promise<void>;
  } | null;
}) {
  const { address, busy, actions } = props;
  const [asking, setAsking] = useState(false);
  const words = t.value.addresses;
  const about = <span class="visually-hidden"> {nameOfAddress(address)}</span>;
  return (
    <>
      <div class="address-head">
        <h3>{address.label ?? words.untitled}</h3>
        {address.primary && <Badge tone="ok">{words.primary}</Badge>}
      </div>
      <p>{formatAddress(address)}</p>
      {actions && (
        <div class="address-actions">
          <button
            type="button"
            class="button"
            id={`edit-address-${address.id}`}
            onClick={() => actions.open(address)}
          >
            {words.edit}
            {about}
          </button>
          {!address.primary && (
            <button
              type="button"
              class="button"
              aria-disabled={busy}
              onClick={() => void actions.makePrimary(address)}
            >
              {words.makePrimary}
              {about}
            </button>
          )}
          <button type="button" class="button" aria-disabled={busy} onClick={() => setAsking(true)}>
            {words.delete}
            {about}
          </button>
        </div>
      )}
      {asking && (
        <DeleteQuestion
          address={address}
          successor={props.successor}
          onClose={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false);
            void actions?.remove(address);
          }}
        />
      )}
    </>
  );
}

function DeleteQuestion(props: {
  address: Address;
  successor: Address | undefined;
  onClose: () => void;
  onConfirm: () => void;
}) {
  const { address, successor } = props;
  const words = t.value.addresses;
  return (
    <Question
      title={fill(words.deleteTitle, { name: nameOfAddress(address) })}
      intro={successor ? fill(words.deletePrimaryHelp, { next: nameOfAddress(successor) }) : words.deleteHelp}
      yes={words.deleteConfirm}
      onYes={props.onConfirm}
      onClose={props.onClose}
    />
  );
}
