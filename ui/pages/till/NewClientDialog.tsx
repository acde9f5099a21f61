import { useEffect } from "preact/hooks";
import type { Client } from "../../api.ts";
import { ClientForm } from "../../components/ClientForm.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { useModel } from "../../components/hooks.ts";
import { t } from "../../i18n/language.ts";
import { createNewClient } from "../../models/new-client.ts";

/** A client who isn't known yet, made without leaving the till. */
export function NewClientDialog(props: {
  /** What was typed to find them. */
  name: string;
  onSaved: (client: Client) => void;
  onClose: () => void;
}) {
  const { form, save } = useModel(createNewClient);
  const words = t.value.till;
  useEffect(() => {
    form.type("name", props.name);
    document.querySelector<HTMLInputElement>('dialog [name="name"]')?.focus();
  }, []);
  async function saveAndChoose() {
    const client = await save();
    if (client) props.onSaved(client);
  }
  return (
    <Dialog title={words.newClient} onClose={props.onClose}>
      <ClientForm
        form={form}
        failed={t.value.newClient.failed}
        save={words.saveClient}
        onSave={saveAndChoose}
      >
        <button type="button" class="button" onClick={props.onClose}>
          {t.value.common.cancel}
        </button>
      </ClientForm>
    </Dialog>
  );
}
