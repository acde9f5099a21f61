import { useEffect } from "preact/hooks";
import type { Client } from "../../api.ts";
import { History } from "../../components/History.tsx";
import { useModel } from "../../components/hooks.ts";
import { describeClientEntry } from "../../i18n/client-history.ts";
import { t } from "../../i18n/language.ts";
import { namesOfAddresses } from "../../models/address-names.ts";
import { addressBookOf } from "../../models/addresses.ts";
import { createClientHistory } from "../../models/client-history.ts";

/** What was done to a client and its addresses: read after them, and again whenever they change. */
export function ClientHistory({ client }: { client: Client }) {
  const list = useModel(createClientHistory);
  const addresses = addressBookOf(client.id).list;
  const shown = client.erasedAt ?? addresses.items.value ?? addresses.failure.value;
  useEffect(() => {
    if (shown) void (list.items.value ? list.reread() : list.start(client.id));
  }, [client.version, shown]);
  useEffect(() => list.stop, []);

  const words = t.value.history.client;
  const names = namesOfAddresses(addresses.items.value ?? [], list.items.value ?? []);
  return (
    <History
      class="client-history"
      list={list}
      actions={words.actions}
      describe={(entry) => (client.erasedAt ? [] : describeClientEntry(entry, names))}
      note={client.erasedAt !== null && words.erased}
    />
  );
}
