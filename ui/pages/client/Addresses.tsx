import { useEffect, useMemo, useState } from "preact/hooks";
import type { Address } from "../../api.ts";
import { Badge } from "../../components/Badge.tsx";
import { useFocus } from "../../components/hooks.ts";
import { Icon } from "../../components/Icon.tsx";
import { LoadMore } from "../../components/LoadMore.tsx";
import { FailureNotice, Skeleton } from "../../components/Notice.tsx";
import { nameOfAddress } from "../../i18n/brazil.ts";
import { formatCount } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";
import { announce } from "../../models/announcer.ts";
import { addressBookOf } from "../../models/addresses.ts";
import { may } from "../../models/session.ts";
import { AddressForm } from "./AddressForm.tsx";
import { AddressItem } from "./AddressItem.tsx";

/** A client's addresses, to read and to change. */
export function Addresses({ clientId }: { clientId: number }) {
  const book = useMemo(() => addressBookOf(clientId), [clientId]);
  const { list, direct } = book;
  const focus = useFocus();
  const [outcome, setOutcome] = useState("");
  const [directFailed, setDirectFailed] = useState("");
  useEffect(() => {
    setOutcome("");
    book.start();
    return list.stop;
  }, [book]);

  const words = t.value.addresses;
  const items = list.items.value;
  const opened = book.opened.value;
  const refused = direct.failure.value;
  const isListed = items?.some((address) => opened !== "new" && address.id === opened?.id);

  function tell(text: string, address: Address) {
    setOutcome(fill(text, { name: nameOfAddress(address) }));
    announce(fill(text, { name: nameOfAddress(address) }));
  }
  function open(about: Address | "new") {
    book.open(about);
    setOutcome("");
    focus("#address-form input");
  }
  function goBack(about: typeof opened) {
    focus(about === "new" || !about ? "#add-address" : `#edit-address-${about.id}`);
  }
  async function save() {
    const stored = await book.save();
    if (!stored) return;
    const isUnchanged = opened !== "new" && stored.version === opened?.version;
    tell(isUnchanged ? t.value.editClient.unchanged : words.saved, stored);
    goBack(opened);
  }
  async function remove(address: Address) {
    setDirectFailed(words.deleteFailed);
    if (!(await book.remove(address))) return;
    tell(words.deleted, address);
    focus("#addresses-title");
  }
  async function makePrimary(address: Address) {
    setDirectFailed(words.primaryFailed);
    if (!(await book.makePrimary(address))) return;
    tell(words.madePrimary, address);
    goBack(address);
  }

  const form = (
    <AddressForm
      book={book}
      onSave={save}
      onCancel={() => {
        book.cancel();
        goBack(opened);
      }}
    />
  );
  return (
    <section class="addresses" aria-labelledby="addresses-title">
      <div class="section-head">
        <h2 id="addresses-title" tabIndex={-1}>
          {words.title}
        </h2>
        {may("clients:write") && !opened && (
          <button type="button" class="button" id="add-address" onClick={() => open("new")}>
            <Icon name="plus" />
            {words.add}
          </button>
        )}
      </div>
      {outcome && !opened && (
        <p class="outcome">
          <Badge tone="ok">{outcome}</Badge>
        </p>
      )}
      {refused && <FailureNotice failure={refused} title={directFailed} />}
      {list.failure.value && <FailureNotice failure={list.failure.value} retry={() => void list.reread()} />}
      {!items && !list.failure.value && <Skeleton rows={2} />}
      {opened && !isListed && form}
      {items?.length === 0 && !opened && <p class="soft">{words.empty}</p>}
      {items && items.length > 0 && (
        <ul role="list" class={list.busy.value === "first" ? "is-busy" : ""}>
          {items.map((address, index) => (
            <li key={address.id} class="address">
              {opened !== "new" && address.id === opened?.id ? (
                form
              ) : (
                <AddressItem
                  address={address}
                  successor={address.primary ? items[index + 1] : undefined}
                  busy={direct.saving.value}
                  actions={opened || !may("clients:write") ? null : { open, remove, makePrimary }}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {items && (list.hasMore.value || list.pages.value > 1) && (
        <LoadMore list={list} shown={formatCount(items.length, words.shown)} />
      )}
    </section>
  );
}
